/// How often an episode appears.
///
/// Source: Podcast Namespace `updateFrequency`.
public struct UpdateFrequency: Codable, Sendable, Hashable {
  /// For people; at most 128 characters.
  public var label: String
  /// RFC 5545 recurrence rule without `RRULE:`.
  public var rule: String?
  /// Start of the rule, ISO 8601.
  public var start: String?
  /// No further episode will come.
  public var isComplete: Bool

  /// Makes the value from its parts.
  public init(label: String, rule: String? = nil, start: String? = nil, isComplete: Bool = false) {
    self.label = label
    self.rule = rule
    self.start = start
    self.isComplete = isComplete
  }
}
