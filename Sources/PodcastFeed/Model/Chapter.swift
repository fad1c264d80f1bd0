/// A titled passage of an episode, from its start to the next one's.
public struct Chapter: Codable, Sendable, Hashable {
  /// Where it begins, milliseconds from the start of the file, 0 or later.
  public var startMilliseconds: Int64
  /// Its title, plain text.
  public var title: String
  /// Where it ends, when that is not where the next begins.
  public var endMilliseconds: Int64?
  /// A page about it.
  public var url: String?
  /// A picture to show meanwhile.
  public var imageURL: String?
  /// `false` keeps it out of the table of contents.
  public var isListed: Bool

  /// Makes the value from its parts.
  public init(
    startMilliseconds: Int64, title: String, endMilliseconds: Int64? = nil, url: String? = nil,
    imageURL: String? = nil, isListed: Bool = true
  ) {
    self.startMilliseconds = startMilliseconds
    self.title = title
    self.endMilliseconds = endMilliseconds
    self.url = url
    self.imageURL = imageURL
    self.isListed = isListed
  }
}
