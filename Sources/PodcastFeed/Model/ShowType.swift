/// The order in which a show is meant to be heard.
///
/// Source: Apple `itunes:type`.
public enum ShowType: String, Codable, Sendable, Hashable, CaseIterable {
  /// Newest first, each on its own.
  case episodic
  /// In order; every item needs a number.
  case serial
}
