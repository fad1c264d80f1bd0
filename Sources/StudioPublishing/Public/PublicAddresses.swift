public import Foundation

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

  /// Whether the base URL only works on this machine.
  public var isLoopback: Bool {
    let host = URL(string: base)?.host ?? ""
    return host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
  }

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

  /// The style sheet, named by its hash.
  public func stylesheet(sha256: String) -> String { "\(base)/media/side/\(sha256).css" }
}
