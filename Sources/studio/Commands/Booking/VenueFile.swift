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
      throw UsageRefusal.noFile(path)
    }
    do {
      return try JSONDecoder().decode(Venue.self, from: bytes)
    } catch let error as DecodingError {
      throw VenueFileRefusal(path: path, problem: error.explanation)
    }
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
