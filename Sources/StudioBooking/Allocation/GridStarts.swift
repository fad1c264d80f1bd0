/// The instants of a date at which a booking may start.
enum GridStarts {
  /// In order; on the long night the repeated hour is there twice, on the short one the skipped
  /// hour is not there.
  static func on(_ date: CivilDate, _ rule: StartRule, _ zone: VenueZone) -> [Int] {
    rule.minutesOfDay.flatMap { minute -> [Int] in
      switch zone.resolve(LocalDateTime(date: date, secondOfDay: minute * 60)) {
      case .unique(let utc): [utc]
      case .missing: []
      case .ambiguous(let first, let second): [first, second]
      }
    }.sorted()
  }
}
