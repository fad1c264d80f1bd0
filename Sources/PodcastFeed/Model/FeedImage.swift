/// A picture with a purpose, beside the cover.
///
/// Source: Podcast Namespace `image`.
public struct FeedImage: Codable, Sendable, Hashable {
  /// Where it is served.
  public var url: String
  /// What it shows, for people who cannot see it.
  public var alternativeText: String?
  /// Width to height: `1/1`, `16/9`.
  public var aspectRatio: String?
  /// Width of the file.
  public var widthPixels: Int?
  /// Height of the file.
  public var heightPixels: Int?
  /// The file's media type.
  public var mediaType: MediaType?
  /// Space-separated tokens: `artwork social canvas banner publisher circular poster`.
  public var purpose: String?

  /// Makes the value from its parts.
  public init(
    url: String, alternativeText: String? = nil, aspectRatio: String? = nil,
    widthPixels: Int? = nil, heightPixels: Int? = nil, mediaType: MediaType? = nil,
    purpose: String? = nil
  ) {
    self.url = url
    self.alternativeText = alternativeText
    self.aspectRatio = aspectRatio
    self.widthPixels = widthPixels
    self.heightPixels = heightPixels
    self.mediaType = mediaType
    self.purpose = purpose
  }
}
