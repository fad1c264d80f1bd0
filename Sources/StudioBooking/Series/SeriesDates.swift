/// Turns a repetition as people say it into the set that is stored.
enum SeriesDates {
  /// The set: begins on the first date the rule names, has every exception by date, and its COUNT
  /// raised by the exceptions where people do not count those.
  static func set(of request: SeriesRequest, at venue: Venue) throws(Refusal) -> RecurrenceSet {
    let repetition = request.repetition
    var rule = repetition.rule
    let asked = request.booking.start
    if rule.isEndless { throw Refusal(.recurrenceEndless, subject: rule.description) }
    if case .count(let count) = rule.end, count > RecurrenceSet.longest {
      throw Refusal(
        .recurrenceTooLong, subject: rule.description, limit: .count(RecurrenceSet.longest),
        actual: .count(count))
    }
    let calendars = venue.dayCalendars
    for name in repetition.exceptCalendars where !calendars.names.contains(name) {
      throw Refusal(
        .unknownCalendar, subject: name,
        limit: .text(calendars.names.sorted().joined(separator: ", ")))
    }
    let exceptions = Set(repetition.exceptDates)
    func isExcepted(_ date: CivilDate) -> Bool {
      exceptions.contains(date)
        || repetition.exceptCalendars.contains { calendars.contains(date, in: $0) }
    }

    let fold = fold(of: asked, in: venue.zone)
    var first: LocalDateTime?
    var excluded: Set<LocalDateTime> = []
    var counted = 0
    for date in RecurrenceDates(rule, from: asked.local.date) {
      let local = LocalDateTime(date: date, secondOfDay: asked.local.secondOfDay)
      if isOver(rule.end, local, counted, venue.zone) { break }
      if first == nil { first = local }
      if isExcepted(date) {
        excluded.insert(local)
        if !repetition.countsExceptions { continue }
      }
      // What the clock jumps over is not counted (RFC 5545 §3.3.10).
      if RecurrenceSet.instant(local, fold, in: venue.zone) != nil { counted += 1 }
      if counted + excluded.count > RecurrenceSet.longest {
        throw Refusal(
          .recurrenceTooLong, subject: rule.description, limit: .count(RecurrenceSet.longest),
          actual: .text("> \(RecurrenceSet.longest)"))
      }
    }
    guard let first else { throw Refusal(.recurrenceEmpty, subject: rule.description) }
    if case .count(let count) = rule.end, !repetition.countsExceptions {
      rule.end = .count(count + excluded.count)
    }
    return RecurrenceSet(
      start: first, rule: rule, added: repetition.added, excluded: excluded, fold: fold)
  }

  private static func isOver(
    _ end: RecurrenceRule.End, _ local: LocalDateTime, _ counted: Int, _ zone: VenueZone
  ) -> Bool {
    switch end {
    case .never: false
    case .count(let count): counted >= count
    case .untilDate(let date): local.date > date
    case .untilLocal(let last): local > last
    case .untilUTC(let last): zone.earliestUTC(local) > last
    }
  }

  /// The second of two equal readings only when the person said so with an offset.
  private static func fold(of time: RequestedTime, in zone: VenueZone) -> RecurrenceSet.Fold {
    guard time.offsetSeconds != nil, case .unique(let utc) = time.resolve(in: zone),
      case .ambiguous(_, let second) = zone.resolve(zone.local(atUTC: utc))
    else { return .first }
    return utc == second ? .second : .first
  }
}
