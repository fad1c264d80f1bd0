/// A transcript file's format that we write; the raw value is its media type.
///
/// Source: Podcast Namespace `transcript@type`.
public enum TranscriptFormat: String, Codable, Sendable, Hashable, CaseIterable {
  /// WebVTT, what Apple reads.
  case webVTT = "text/vtt"
  /// SubRip.
  case subRip = "application/x-subrip"
  /// The namespace's own JSON.
  case json = "application/json"
  /// A page.
  case html = "text/html"
}
