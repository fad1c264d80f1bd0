import Foundation
import Localization

/// Text for people: results on stdout, talk on stderr.
enum Terminal {
  /// Prints one line of result.
  ///
  /// A result that cannot be written ends the program: what the command did stays done, and saying
  /// so is all that is left.
  static func say(_ line: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    } catch {
      let environment = ProcessInfo.processInfo.environment
      let language = Language.chosen(option: nil, environment: environment, venue: .french)
      warn(studioMessages.text("stdout_unwritable", in: language))
      exit(EXIT_FAILURE)
    }
  }

  /// Prints one line of warning or progress; without a stderr there is nobody to tell.
  static func warn(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
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
