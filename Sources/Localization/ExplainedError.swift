/// A refusal or failure that a person can act on: a stable code, and one sentence in their
/// language that says what failed, on what, the limit and the actual value, and what to do next.
///
/// The same value feeds the command line, the API, the pages and the tests (DESIGN §4.5, §7).
public protocol ExplainedError: Error, CustomStringConvertible {
  /// The stable name of this failure, for scripts and logs: `slot_taken`, `no_audio`.
  var code: String { get }

  /// Says what went wrong and what to do, in one sentence.
  ///
  /// - Parameter language: the reader's language.
  /// - Returns: a complete sentence, without the code.
  func message(in language: Language) -> String

  /// The value of the `error` key in JSON output; at least `code` and `message`.
  ///
  /// - Parameter language: the language of the message inside.
  /// - Returns: a value that encodes as one JSON object.
  func body(in language: Language) -> any Encodable & Sendable
}

extension ExplainedError {
  /// The English sentence, for logs and test failures.
  public var description: String { message(in: .english) }

  /// Code and message alone.
  public func body(in language: Language) -> any Encodable & Sendable {
    ErrorBody(code: code, message: message(in: language))
  }
}

/// The smallest error object of the JSON contract.
public struct ErrorBody: Codable, Sendable, Hashable {
  /// The stable code.
  public let code: String
  /// The sentence for the person.
  public let message: String

  /// Pairs a code with its sentence.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}
