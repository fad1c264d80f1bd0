public import Foundation
public import Localization
import PodcastFeed

/// The public URLs of shows, episodes and their files; none depends on a request.
public struct PublicAddresses: Sendable, Hashable {
  /// The address the venue is known under, without a trailing slash.
  public let base: String

  /// Takes the configured base URL.
  ///
  /// - Parameter baseURL: absolute; a trailing slash does not matter.
  public init(baseURL: URL) {
    var text = baseURL.absoluteString
    while text.hasSuffix("/") { text.removeLast() }
    base = text
  }

  /// The path of the base URL, without a trailing slash; empty for a whole host of our own.
  var pathPrefix: String {
    let path = URL(string: base)?.path(percentEncoded: true) ?? ""
    return path == "/" ? "" : path
  }

  /// Whether the base URL only works on this machine.
  public var isLoopback: Bool { FeedURL.isLoopback(base) }

  /// Whether listeners would reach it without encryption, which directories refuse.
  public var isInsecure: Bool { !base.hasPrefix("https://") && !isLoopback }

  /// The show's page.
  public func page(of show: Show) -> String { "\(base)/shows/\(show.slug)/" }

  /// The show's feed.
  public func feed(of show: Show) -> String { "\(base)/shows/\(show.slug)/feed.xml" }

  /// The episode's page.
  public func page(of episode: Episode, in show: Show) -> String {
    "\(base)/shows/\(show.slug)/episodes/\(episode.slug)/"
  }

  /// The episode's enclosure: made of ids, so it never changes.
  public func enclosure(of episode: Episode, as deliverable: Deliverable) -> String {
    "\(base)/media/\(episode.showID)/\(episode.id).\(deliverable.fileExtension)"
  }

  /// A side file, named by its hash.
  public func sideFile(sha256: String, fileExtension: String) -> String {
    "\(base)/media/side/\(sha256).\(fileExtension)"
  }

  /// A side file, by its whole name.
  public func sideFile(named name: String) -> String { "\(base)/media/side/\(name)" }

  /// A deliverable at the address that is its bytes for good.
  public func mediaFile(_ deliverable: Deliverable) -> String {
    "\(base)/media/files/\(deliverable.sha256).\(deliverable.fileExtension)"
  }

  /// Where an episode can be heard before it is published.
  ///
  /// - Parameters:
  ///   - preview: the preview.
  ///   - language: the language the page is to have.
  /// - Returns: the page's address.
  public func page(of preview: EpisodePreview, in language: Language) -> String {
    url(.preview(preview.token), in: language)
  }

  /// An episode's sound beside its preview.
  func previewAudio(_ token: PreviewToken, _ deliverable: Deliverable) -> String {
    "\(base)/preview/\(token)/\(deliverable.sha256).\(deliverable.fileExtension)"
  }

  /// A document of the show's feed: the feed itself, or one of its further pages.
  func feedPage(_ number: Int, of show: Show) -> String {
    number == 1 ? feed(of: show) : "\(base)/shows/\(show.slug)/pages/\(number)/feed.xml"
  }

  /// Where a document of the feed stands among the others.
  func paging(of show: Show, page number: Int, of count: Int) -> FeedPaging {
    FeedPaging(
      ownURL: feedPage(number, of: show), firstURL: feedPage(1, of: show),
      previousURL: number > 1 ? feedPage(number - 1, of: show) : nil,
      nextURL: number < count ? feedPage(number + 1, of: show) : nil,
      lastURL: feedPage(count, of: show))
  }

  /// The list of all shows, for apps that import such lists.
  public var showList: String { "\(base)/shows.opml" }

  /// Whether the base URL is one that listeners elsewhere can use for good.
  public var isPublic: Bool { base.hasPrefix("https://") && !isLoopback }
}
