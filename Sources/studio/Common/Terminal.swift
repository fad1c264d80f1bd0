import ArgumentParser
import Foundation
import Localization

/// Text for people: results on stdout, talk on stderr.
enum Terminal {
  /// Prints one line of result.
  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Prints one line of warning or progress.
  static func warn(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Prints one JSON document with sorted keys.
  static func sayJSON(_ value: some Encodable) throws { say(try json(value)) }

  /// One JSON document with sorted keys.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// Runs a command's body; a refusal becomes one sentence on stderr, or with `--json` one error
/// object on stdout, and exit status 1 (DESIGN §7).
///
/// - Parameters:
///   - output: the command's output options.
///   - venue: the venue's language, where the command knows it.
///   - body: the command's work.
/// - Throws: `ExitCode.failure` after an explained refusal has been printed; any other error as is.
func reporting(
  _ output: OutputOptions, venue: Language = .french, _ body: () async throws -> Void
) async throws {
  do {
    try await body()
  } catch let error as any ExplainedError {
    let language = output.language(venue: venue)
    if output.json {
      try Terminal.sayJSON(["error": AnyBody(error.body(in: language))])
    } else {
      Terminal.warn(error.message(in: language))
    }
    throw ExitCode.failure
  }
}

/// Encodes whichever error object an error brings.
private struct AnyBody: Encodable {
  private let body: any Encodable & Sendable
  init(_ body: any Encodable & Sendable) { self.body = body }
  func encode(to encoder: any Encoder) throws { try body.encode(to: encoder) }
}
