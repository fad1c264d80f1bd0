import Foundation
import Localization
import PodcastFeed

extension PageRenderer {
  /// How tall the framed player is, in CSS pixels.
  static let embedHeightPixels = 210

  /// Where the oEmbed document of an episode lies (oembed.com §4, discovery).
  static func oEmbedPath(_ episode: Episode, in show: Show) -> String {
    PublicPage.episode(episode.slug, in: show.slug).path(in: .french) + "oembed.json"
  }

  /// The HTML that frames an episode's player on another site.
  func embedCode(_ episode: Episode, in show: Show, _ language: Language) -> String {
    let url = addresses.url(.embed(episode.slug, in: show.slug), in: language)
    let title = Self.attribute(episode.details.title)
    return """
      <iframe src="\(url)" title="\(title)" width="100%" height="\(Self.embedHeightPixels)" \
      loading="lazy" style="border:0"></iframe>
      """
  }

  /// The oEmbed document of an episode, a `rich` one (oembed.com §2.3.4.4), in the show's language.
  ///
  /// - Throws: what the JSON encoder throws, which strings and numbers do not provoke.
  func oEmbed(_ episode: Episode, in show: Show) throws -> [UInt8] {
    let language = Language(tag: show.details.language) ?? .french
    struct Document: Encodable {
      let version = "1.0"
      let type = "rich"
      let title: String
      let author_name: String
      let provider_name: String
      let provider_url: String
      let html: String
      let width = 600
      let height = PageRenderer.embedHeightPixels
      let thumbnail_url: String
      let thumbnail_width: Int
      let thumbnail_height: Int
    }
    let artwork = show.details.artwork
    let document = Document(
      title: episode.details.title, author_name: show.details.author,
      provider_name: venue.name(in: language),
      provider_url: addresses.url(.start, in: language),
      html: embedCode(episode, in: show, language),
      thumbnail_url: addresses.sideFile(
        sha256: artwork.sha256, fileExtension: artwork.fileExtension),
      thumbnail_width: artwork.facts.widthPixels, thumbnail_height: artwork.facts.heightPixels)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(document))
  }

  private static func attribute(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
