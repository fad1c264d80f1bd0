/// A transcript file of an episode.
///
/// Source: Podcast Namespace `transcript`.
public struct TranscriptReference: Codable, Sendable, Hashable {
  /// Where it is served.
  public var url: String
  /// Its format.
  public var format: TranscriptFormat
  /// Its language when it differs from the show's.
  public var language: String?
  /// Whether it has timing meant for display along the sound.
  public var isCaptions: Bool

  /// Makes the value from its parts.
  public init(
    url: String, format: TranscriptFormat, language: String? = nil, isCaptions: Bool = false
  ) {
    self.url = url
    self.format = format
    self.language = language
    self.isCaptions = isCaptions
  }
}
