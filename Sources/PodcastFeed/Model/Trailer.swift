/// A trailer of a show or of one of its seasons.
///
/// Source: Podcast Namespace `trailer`.
public struct Trailer: Codable, Sendable, Hashable {
  /// Its title; at most 128 characters.
  public var title: String
  /// The file.
  public var url: String
  /// When it was published, UTC seconds since 1970.
  public var publishedUnixSeconds: Int64
  /// Bytes served.
  public var lengthBytes: Int64?
  /// The file's media type.
  public var mediaType: MediaType?
  /// The season it announces, from 1.
  public var season: Int?

  /// Makes the value from its parts.
  public init(
    title: String, url: String, publishedUnixSeconds: Int64, lengthBytes: Int64? = nil,
    mediaType: MediaType? = nil, season: Int? = nil
  ) {
    self.title = title
    self.url = url
    self.publishedUnixSeconds = publishedUnixSeconds
    self.lengthBytes = lengthBytes
    self.mediaType = mediaType
    self.season = season
  }
}
