/// The file of an episode that every app downloads.
///
/// Source: RSS 2.0 `enclosure`; its URL never changes, also when the bytes behind it do (DESIGN §6).
public struct Enclosure: Codable, Sendable, Hashable {
  /// The stable address; its path ends in the file's true extension.
  public var url: String
  /// Exactly the number of bytes served.
  public var lengthBytes: Int64
  /// The file's media type.
  public var mediaType: MediaType

  /// Makes the value from its parts.
  public init(url: String, lengthBytes: Int64, mediaType: MediaType) {
    self.url = url
    self.lengthBytes = lengthBytes
    self.mediaType = mediaType
  }
}
