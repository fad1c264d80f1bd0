import Foundation

/// The venue file that comes with the program; `Samples/venues/` shows the same file.
public enum SampleVenue {
  /// The file's bytes: JSON, UTF-8.
  public static var tiersLieuJSON: [UInt8] { PackageResources.tiers_lieu_json }

  /// The venue in it.
  ///
  /// - Returns: the fictional third place `studio init` starts with.
  /// - Throws: a decoding error, which the tests of this module rule out.
  public static func tiersLieu() throws -> Venue {
    try JSONDecoder().decode(Venue.self, from: Data(tiersLieuJSON))
  }
}
