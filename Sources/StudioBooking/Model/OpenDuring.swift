/// Which part of a booking must lie within opening hours.
public enum OpenDuring: String, Sendable, Codable {
  /// All of it: rooms and stations.
  case throughout
  /// Collection and return only: a kit lent over the weekend.
  case ends
  /// The start only: a print that runs through the night.
  case start
}
