/// A mark in a recording that players show and jump to.
public struct Chapter: Sendable, Hashable {
  /// Seconds from the first sample, 0 or more.
  public var startSeconds: Double
  /// Where it ends, seconds; `nil` where the next one starts, or the programme ends.
  public var endSeconds: Double?
  /// What the listener reads.
  public var title: String
  /// A page about it, as an absolute address.
  public var link: String?
  /// What players show meanwhile instead of the cover; only MP3 keeps it.
  public var image: CoverImage?

  /// Makes a chapter.
  ///
  /// - Parameters:
  ///   - startSeconds: seconds from the first sample.
  ///   - title: what the listener reads.
  ///   - endSeconds: where it ends, when that is not where the next starts.
  ///   - link: a page about it.
  ///   - image: a picture of its own.
  public init(
    startSeconds: Double, title: String, endSeconds: Double? = nil, link: String? = nil,
    image: CoverImage? = nil
  ) {
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
    self.title = title
    self.link = link
    self.image = image
  }
}
