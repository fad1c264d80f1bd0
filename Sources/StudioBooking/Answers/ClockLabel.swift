/// Writes clock times so that no two instants of a day look the same.
public enum ClockLabel {
  /// The clock, `14:00`; with its offset, `02:30+01:00`, where the clock shows a reading twice.
  ///
  /// - Parameters:
  ///   - instant: what to write.
  ///   - zone: the zone that knows which readings come twice.
  /// - Returns: a text that no other instant of the same date has.
  public static func text(_ instant: ZonedInstant, in zone: VenueZone) -> String {
    let clock = instant.local.clockText
    // The mark is asked of the zone: an instant read from a file comes without it.
    return zone.zoned(instant.utc).isRepeated ? clock + instant.offsetText : clock
  }

  /// The hour of an axis, `14`; the repeated hour is `2A` the first time and `2B` the second.
  ///
  /// The letters are those of the German ordinance on summer time (SoZV 2001, § 2), which railway
  /// and radio people of the neighbourhood know.
  public static func hour(_ instant: ZonedInstant, in zone: VenueZone) -> String {
    let hour = instant.local.secondOfDay / 3600
    guard case .ambiguous(let first, _) = zone.resolve(instant.local) else {
      return padded(hour, to: 2)
    }
    return "\(hour)\(instant.utc == first ? "A" : "B")"
  }
}
