public import Localization

/// Settings that cannot be used.
public struct ConfigurationRefusal: ExplainedError, Hashable {
  /// What is wrong with them.
  public enum Reason: String, Sendable {
    /// A value that cannot be.
    case badValue = "bad_configuration"
    /// The file is not the JSON it should be.
    case unreadable = "unreadable_configuration"
    /// An address without encryption that is not this machine's.
    case insecureBaseURL = "insecure_base_url"
  }

  /// What is wrong.
  public let reason: Reason
  /// The setting, as studio.json names it, or the file.
  public let key: String
  /// The value that was found, or why the file cannot be read.
  public let value: String

  /// Refuses a value.
  init(_ reason: Reason = .badValue, key: String, value: String) {
    self.reason = reason
    self.key = key
    self.value = value
  }

  /// The stable code.
  public var code: String { reason.rawValue }

  /// Says what the setting must be.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: one sentence.
  public func message(in language: Language) -> String {
    publishingMessages.text(code, in: language, ["key": key, "value": value])
  }
}
