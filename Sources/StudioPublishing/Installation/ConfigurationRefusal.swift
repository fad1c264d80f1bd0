public import Localization

/// A setting that cannot be used.
public struct ConfigurationRefusal: ExplainedError, Hashable {
  /// The setting, as studio.json names it.
  public let key: String
  /// The value that was found.
  public let value: String

  /// Refuses a value.
  init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// `bad_configuration`.
  public var code: String { "bad_configuration" }

  /// Says what the setting must be.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    publishingMessages.text(code, in: language, ["key": key, "value": value])
  }
}
