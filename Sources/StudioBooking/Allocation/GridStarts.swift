/// The instants of a date at which a booking may start.
enum GridStarts {
  /// In order; on the long night the repeated hour is there twice, on the short one the skipped
  /// hour is not there.
  static func on(_ date: CivilDate, _ rule: StartRule, _ zone: VenueZone) -> [Int] {
    let start = zone.startOfDay(date)
    let end = zone.startOfDay(date.adding(days: 1))
    // Without a clock change the day is a ruler, and 48 look-ups of the zone become two.
    if end - start == 86_400, zone.offsetSeconds(atUTC: start) == zone.offsetSeconds(atUTC: end) {
      return rule.minutesOfDay(on: date).map { start + $0 * 60 }
    }
    return rule.minutesOfDay(on: date).flatMap { minute -> [Int] in
      switch zone.resolve(LocalDateTime(date: date, secondOfDay: minute * 60)) {
      case .unique(let utc): [utc]
      case .missing: []
      case .ambiguous(let first, let second): [first, second]
      }
    }.sorted()
  }
}
