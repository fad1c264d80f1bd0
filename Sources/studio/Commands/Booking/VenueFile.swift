import Foundation
import Localization
import StudioBooking

/// A venue file on disk.
enum VenueFile {
  /// Reads and checks a venue file.
  ///
  /// - Throws: ``VenueFileRefusal`` that says where in the file the mistake is.
  static func read(_ path: String) throws -> Venue {
    try read(Venue.self, path, key: "venue.bad")
  }

  /// Reads a part of a venue from a file of its own.
  ///
  /// - Throws: ``VenueFileRefusal`` with the sentence of the key.
  static func read<Part: Decodable>(_ part: Part.Type, _ path: String, key: String) throws -> Part {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw UsageRefusal.noFile(path)
    }
    do {
      return try JSONDecoder().decode(Part.self, from: bytes)
    } catch let error as DecodingError {
      throw VenueFileRefusal(path: path, problem: error.explanation, key: key)
    }
  }
}

/// A venue file that cannot be used.
struct VenueFileRefusal: ExplainedError {
  let path: String
  let problem: String
  /// The sentence to say it with.
  let key: String

  var code: String { "bad_venue_file" }

  func message(in language: Language) -> String {
    let catalogue = key == "venue.bad" ? deskMessages : lifecycleMessages
    return catalogue.text(key, in: language, ["path": path, "problem": problem])
  }
}
