/// What a wall-clock reading means in a zone, in UTC seconds since 1970.
public enum WallTime: Hashable, Sendable {
  /// The clock shows it once.
  case unique(Int)
  /// The clock jumps over it, from the reading `from` straight to `to`, at instant `atUTC`.
  case missing(atUTC: Int, from: LocalDateTime, to: LocalDateTime)
  /// The clock shows it twice, an hour (or whatever the change is) apart.
  case ambiguous(firstUTC: Int, secondUTC: Int)
}
