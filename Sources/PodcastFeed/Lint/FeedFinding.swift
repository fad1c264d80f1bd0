public import Localization

/// One thing a feed does wrong: which rule, where, and what to change.
public struct FeedFinding: Sendable, Hashable {
  /// How much a finding matters.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// Directories refuse the feed or apps lose episodes; publishing is blocked.
    case error
    /// Something is shown less well than it could be.
    case warning
  }

  /// Where a finding is.
  public struct Place: Sendable, Hashable, Codable {
    /// The element as written in feeds: `itunes:image`.
    public let element: String
    /// The item's position in the feed, from 1; `nil` for the channel.
    public let itemNumber: Int?
    /// The item's title.
    public let itemTitle: String?
    /// The line of the feed, from 1; `nil` when the finding is about a value or an absence.
    public let line: Int?
  }

  /// The broken rule.
  public let rule: FeedRule
  /// How much it matters here.
  public let severity: Severity
  /// Where.
  public let place: Place
  /// What the sentence names: the actual value, the limit, what is allowed.
  public let values: [String: String]

  /// Says what is wrong and what to change.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence, preceded by the item it is about.
  public func message(in language: Language) -> String {
    let all = values.merging(["element": place.element]) { given, _ in given }
    let sentence = FeedMessages.catalogue.text("rule.\(rule.rawValue)", in: language, all)
    guard let number = place.itemNumber else { return sentence }
    let item = ["number": String(number), "title": place.itemTitle ?? ""]
    return FeedMessages.catalogue.text("place.item", in: language, item) + sentence
  }

  /// The finding as one JSON object.
  ///
  /// - Parameter language: the language of the message inside.
  /// - Returns: rule, severity, place and message.
  public func body(in language: Language) -> Body {
    Body(rule: rule, severity: severity, place: place, message: message(in: language))
  }

  /// What `--json` prints for a finding.
  public struct Body: Sendable, Hashable, Codable {
    /// The broken rule.
    public let rule: FeedRule
    /// How much it matters.
    public let severity: Severity
    /// Where.
    public let place: Place
    /// One sentence.
    public let message: String
  }
}
