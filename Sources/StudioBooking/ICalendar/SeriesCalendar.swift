/// A recurring reservation as calendar programs see it.
///
/// One event carries the rule. Readers differ on what a clock change does to an occurrence: some
/// keep its real length, some the clock reading of its end; some count a reading that does not
/// exist. So the rule ends by UNTIL, never by COUNT, readings that do not exist are excluded by
/// name, and every occurrence that one of the two ways would get wrong has an event of its own
/// (RECURRENCE-ID): whichever way is taken, the instants are those that were booked.
enum SeriesCalendar {
  /// What is the same in every event of the series.
  struct Frame {
    let uid: String
    let sequence: Int
    let summary: String
    let location: (Reservation) -> String?
    let details: (Reservation) -> String?
  }

  static func events(
    _ pattern: SeriesPattern, _ occurrences: [Series.Occurrence], _ frame: Frame, zone: VenueZone
  ) -> [CalendarEvent] {
    let live = occurrences.filter { $0.reservation?.status.ownsClaims ?? false }
    var byLocal: [LocalDateTime: Reservation] = [:]
    for occurrence in live { byLocal[occurrence.local] = occurrence.reservation }
    let added = Set(pattern.times.added)
    let ruled = live.map(\.local).filter { !added.contains($0) }
    guard let first = ruled.min() ?? byLocal.keys.min() else {
      return cancelled(pattern, occurrences, frame, zone: zone)
    }
    let last = ruled.max() ?? first

    var rule = pattern.times.rule
    rule?.end = .untilLocal(last)
    let set = RecurrenceSet(
      start: first, rule: ruled.isEmpty ? nil : rule, fold: pattern.times.fold)
    // Cannot throw: the set ends, and is no longer than the stored one.
    guard let derived = try? set.times(in: zone), let startUTC = derived.times.first?.utc,
      let reservation = byLocal[first]
    else { return [] }
    let endUTC = zone.earliestUTC(pattern.endReading(of: first))
    let master = SeriesPattern.Master(
      startUTC: startUTC, endUTC: max(endUTC, startUTC + 60), pattern: pattern)
    var event = CalendarEvent(
      uid: frame.uid, sequence: frame.sequence, startUTC: master.startUTC, endUTC: master.endUTC,
      summary: frame.summary, status: status(of: reservation))
    event.location = frame.location(reservation)
    event.details = frame.details(reservation)
    event.rule = set.rule
    let derivedLocals = Set(derived.times.map(\.local))
    event.excluded =
      (derived.times.map(\.local).filter { byLocal[$0] == nil } + derived.dropped).sorted()
    event.added = byLocal.keys.filter { !derivedLocals.contains($0) }.sorted()

    let overrides = byLocal.sorted { $0.key < $1.key }.compactMap { local, stored in
      override(
        local, stored, master: master, usual: event, frame, zone: zone)
    }
    return [event] + overrides
  }

  /// The event of an occurrence that readers would get wrong from the rule; nil for the others.
  private static func override(
    _ local: LocalDateTime, _ stored: Reservation, master: SeriesPattern.Master,
    usual: CalendarEvent, _ frame: Frame, zone: VenueZone
  ) -> CalendarEvent? {
    let start = RecurrenceSet.instant(local, .first, in: zone)
    let isAsDerived =
      start == stored.start.utc && master.endsByLength(stored.start.utc) == stored.end.utc
      && master.endsByClock(local, zone) == stored.end.utc
      && status(of: stored) == usual.status && frame.location(stored) == usual.location
    guard !isAsDerived else { return nil }
    var event = CalendarEvent(
      uid: frame.uid, sequence: frame.sequence, startUTC: stored.start.utc,
      endUTC: stored.end.utc, summary: frame.summary, status: status(of: stored))
    event.recurrenceID = local
    event.location = frame.location(stored)
    event.details = frame.details(stored)
    return event
  }

  /// A series of which nothing is left, as one cancelled event.
  private static func cancelled(
    _ pattern: SeriesPattern, _ occurrences: [Series.Occurrence], _ frame: Frame, zone: VenueZone
  ) -> [CalendarEvent] {
    let startUTC = zone.earliestUTC(pattern.times.start)
    let endUTC = zone.earliestUTC(pattern.endReading(of: pattern.times.start))
    var event = CalendarEvent(
      uid: frame.uid, sequence: frame.sequence, startUTC: startUTC,
      endUTC: max(endUTC, startUTC + 60), summary: frame.summary, status: .cancelled)
    event.rule = pattern.times.rule
    return [event]
  }

  static func status(of reservation: Reservation) -> CalendarEvent.Status {
    switch reservation.status {
    case .held, .requested: .tentative
    case .confirmed, .checkedIn, .completed: .confirmed
    case .cancelled, .noShow, .expired, .rejected: .cancelled
    }
  }
}

extension SeriesPattern {
  /// The event that carries the rule, as readers derive occurrences from it.
  fileprivate struct Master {
    let startUTC: Int
    let endUTC: Int
    let pattern: SeriesPattern

    /// The end of an occurrence by RFC 5545 §3.8.5.3: the real length of the first.
    func endsByLength(_ start: Int) -> Int { start + endUTC - startUTC }

    /// The end by the clock: what the clock shows so long after the start's reading.
    func endsByClock(_ local: LocalDateTime, _ zone: VenueZone) -> Int? {
      let first = zone.local(atUTC: startUTC).secondsSinceEpoch
      let nominal = zone.local(atUTC: endUTC).secondsSinceEpoch - first
      let reading = LocalDateTime(secondsSinceEpoch: local.secondsSinceEpoch + nominal)
      return RecurrenceSet.instant(reading, .first, in: zone)
    }
  }
}
