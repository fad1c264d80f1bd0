/// A passage worth previewing.
///
/// Source: Podcast Namespace `soundbite`; 15 to 120 seconds are advised.
public struct Soundbite: Codable, Sendable, Hashable {
  /// Where it begins, milliseconds from the start.
  public var startMilliseconds: Int64
  /// How long it lasts.
  public var durationMilliseconds: Int64
  /// What is said; at most 128 characters.
  public var title: String?

  /// Makes the value from its parts.
  public init(startMilliseconds: Int64, durationMilliseconds: Int64, title: String? = nil) {
    self.startMilliseconds = startMilliseconds
    self.durationMilliseconds = durationMilliseconds
    self.title = title
  }
}
