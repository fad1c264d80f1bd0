import Localization
import PodcastFeed

extension PageRenderer {
  /// How tall the framed player is, in CSS pixels.
  static let embedHeightPixels = 210

  /// The forms an episode's oEmbed document has.
  enum OEmbedForm: String, CaseIterable {
    case json, xml

    /// Its name beside the episode's page.
    var fileName: String { "oembed.\(rawValue)" }
  }

  /// Where the oEmbed document of an episode lies (oembed.com §4, discovery).
  static func oEmbedPath(_ episode: Episode, in show: Show, as form: OEmbedForm) -> String {
    PublicPage.episode(episode.slug, in: show.slug).path(in: .french) + form.fileName
  }

  /// The files that tell other sites how to frame an episode's player.
  ///
  /// - Returns: files under the public folder with their bytes.
  /// - Throws: what the JSON encoder throws, which strings and numbers do not provoke.
  func oEmbedFiles(_ episode: Episode, in show: Show) throws -> [(String, [UInt8])] {
    let document = oEmbed(episode, in: show)
    return try OEmbedForm.allCases.map { form in
      let bytes = form == .json ? try document.json() : document.xml()
      return (String(Self.oEmbedPath(episode, in: show, as: form).dropFirst()), bytes)
    }
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

  private func oEmbed(_ episode: Episode, in show: Show) -> OEmbedDocument {
    let language = Language(tag: show.details.language) ?? .french
    let artwork = show.details.artwork
    return OEmbedDocument(
      title: episode.details.title, authorName: show.details.author,
      providerName: venue.name(in: language), providerURL: addresses.url(.start, in: language),
      html: embedCode(episode, in: show, language), widthPixels: 600,
      heightPixels: Self.embedHeightPixels,
      thumbnail: OEmbedDocument.Thumbnail(
        url: addresses.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension),
        widthPixels: artwork.facts.widthPixels, heightPixels: artwork.facts.heightPixels))
  }

  private static func attribute(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
