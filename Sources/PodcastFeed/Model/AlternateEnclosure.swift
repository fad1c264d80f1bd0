/// The same episode in another format.
///
/// Source: Podcast Namespace `alternateEnclosure`, `source` and `integrity`.
public struct AlternateEnclosure: Codable, Sendable, Hashable {
  /// Where it is served.
  public var url: String
  /// Its media type.
  public var mediaType: MediaType
  /// Bytes served.
  public var lengthBytes: Int64?
  /// Average bits per second.
  public var bitRate: Int?
  /// What listeners choose by; at most 32 characters.
  public var title: String?
  /// RFC 6381 codecs parameter, such as `opus`.
  public var codecs: String?
  /// Language when it differs from the show's.
  public var language: String?
  /// Whether it is the same file as the enclosure.
  public var isDefault: Bool
  /// Subresource Integrity of the bytes: `sha256-` and base64.
  public var integrity: String?

  /// Makes the value from its parts.
  public init(
    url: String, mediaType: MediaType, lengthBytes: Int64? = nil, bitRate: Int? = nil,
    title: String? = nil, codecs: String? = nil, language: String? = nil, isDefault: Bool = false,
    integrity: String? = nil
  ) {
    self.url = url
    self.mediaType = mediaType
    self.lengthBytes = lengthBytes
    self.bitRate = bitRate
    self.title = title
    self.codecs = codecs
    self.language = language
    self.isDefault = isDefault
    self.integrity = integrity
  }
}
