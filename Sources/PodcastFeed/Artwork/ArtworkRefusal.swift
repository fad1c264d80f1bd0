public import Localization

/// A picture that directories would reject as a cover.
public struct ArtworkRefusal: ExplainedError, Hashable {
  /// The rules of a cover (Apple Podcasts artwork requirements).
  public enum Rule: String, Sendable, CaseIterable {
    case format, square, size, colour, orientation
  }

  /// The rule it breaks.
  public let rule: Rule
  /// What the picture has instead.
  public let actual: String

  /// Refuses a picture.
  init(_ rule: Rule, actual: String) {
    self.rule = rule
    self.actual = actual
  }

  /// `artwork_format`, `artwork_square`, …
  public var code: String { "artwork_\(rule.rawValue)" }

  /// Says what the rule is and what to change.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    FeedMessages.catalogue.text(code, in: language, ["actual": actual])
  }
}
