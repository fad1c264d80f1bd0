import Foundation
import Localization
import StudioBooking

/// A venue file on disk.
enum VenueFile {
  /// Reads and checks a venue file.
  ///
  /// - Throws: ``VenueFileRefusal`` that says where in the file the mistake is.
  static func read(_ path: String) throws -> Venue {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw VenueFileRefusal(path: path, problem: error.localizedDescription)
    }
    do {
      return try JSONDecoder().decode(Venue.self, from: bytes)
    } catch let error as DecodingError {
      throw VenueFileRefusal(path: path, problem: Self.explanation(of: error))
    }
  }

  /// Where in the document, and what.
  private static func explanation(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      place(context.codingPath + [key]) + ": missing."
    case .dataCorrupted(let context), .typeMismatch(_, let context),
      .valueNotFound(_, let context):
      place(context.codingPath) + ": " + context.debugDescription
    @unknown default:
      error.localizedDescription
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.isEmpty
      ? "venue"
      : path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
  }
}

/// A venue file that cannot be used.
struct VenueFileRefusal: ExplainedError {
  let path: String
  let problem: String

  var code: String { "bad_venue_file" }

  func message(in language: Language) -> String {
    deskMessages.text("venue.bad", in: language, ["path": path, "problem": problem])
  }
}
