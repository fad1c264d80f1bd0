public import Foundation
public import Localization

/// What the public pages say about the place that publishes.
public struct PublicVenue: Sendable, Hashable {
  /// Its name in each language.
  public let names: [Language: String]
  /// Its zone, which dates are shown in.
  public let zone: TimeZone

  /// Describes the place.
  ///
  /// - Parameters:
  ///   - names: its name in each language; French stands in for a missing one.
  ///   - zone: the zone dates are shown in.
  public init(names: [Language: String], zone: TimeZone) {
    self.names = names
    self.zone = zone
  }

  /// Its name as a page in that language shows it.
  func name(in language: Language) -> String { names[language] ?? names[.french] ?? "" }
}
