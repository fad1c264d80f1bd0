import GRDB
import StudioBooking

/// What edits of a series share.
enum SeriesEditing {
  /// The first date an edit concerns: the one that was named, or the first that has not begun.
  ///
  /// - Throws: a refusal with code `unknown_series` when there is no such date, or none to come.
  static func firstDate(
    of series: Series, from date: LocalDateTime?, _ zone: VenueZone, nowUTC: Int
  ) throws -> LocalDateTime {
    let open = series.occurrences.filter { occurrence in
      (date.map { occurrence.local >= $0 } ?? true)
        && (occurrence.reservation?.start.utc ?? zone.earliestUTC(occurrence.local)) > nowUTC
    }
    guard date.map({ wanted in series.occurrences.contains { $0.local == wanted } }) ?? true,
      let first = open.first(where: { $0.state == .booked }) ?? open.first
    else {
      throw Refusal(
        .unknownOccurrence, subject: series.id.description,
        actual: .text(date?.description ?? "…"))
    }
    return first.local
  }

  /// Whether a reservation has not begun and can still change.
  static func isOpen(_ reservation: Reservation, nowUTC: Int) -> Bool {
    reservation.start.utc > nowUTC && reservation.status.successors.contains(.cancelled)
  }

  /// Cancels from a date on; the rule ends there, and skipped dates are offered no longer.
  static func cancel(
    _ series: Series, from date: LocalDateTime?, reason: String?, _ desk: BookingTransaction
  ) throws -> (changed: [Reservation], kept: [SeriesOutcome.Kept]) {
    let (db, nowUTC) = (desk.db, desk.nowUTC)
    let from = try firstDate(of: series, from: date, desk.venue.zone, nowUTC: nowUTC)
    let rest = series.occurrences.filter { $0.local >= from }.compactMap(\.reservation)
    let open = rest.filter { isOpen($0, nowUTC: nowUTC) }
    var before = try SeriesBefore(of: series.id, reservations: open.map(\.id.number), db)
    var changed: [Reservation] = []
    for reservation in open {
      let current = try ReservationRows.find(reservation.id, db).reservation
      var cancelled = current
      cancelled.status = .cancelled
      var details = ["series": series.id.description]
      details["reason"] = reason
      changed.append(try desk.write(cancelled, over: current, as: "cancel", details: details))
    }
    let staysBehind = series.occurrences.contains {
      $0.local < from && $0.reservation?.status.ownsClaims ?? false
    }
    if staysBehind {
      try SeriesRows.update(series.pattern.ended(before: from), of: series.id, db)
    }
    try SeriesRows.deleteDates(of: series.id, from: from, onlyUnbooked: true, db)
    try before.keep(as: "cancel", of: series.id, continued: nil, nowUTC: nowUTC, db)
    let kept = rest.filter { $0.status.ownsClaims && !isOpen($0, nowUTC: nowUTC) }
      .map { SeriesOutcome.Kept($0.id, "begun") }
    return (changed, kept)
  }

  /// For whom besides the person, and for how many, the series was made.
  static func terms(
    of series: Series, _ db: Database
  ) throws -> (behalf: BookingBehalf, people: Int?) {
    guard let first = series.occurrences.lazy.compactMap(\.reservation).first else {
      return (.themselves, nil)
    }
    return (
      try TermsRows.behalf(of: first.id, db),
      try ReservationRows.find(first.id, db).reservation.people
    )
  }

  /// The skipped dates of a series that are still to come; nil when the offering is gone.
  static func skipped(
    of series: Series, at venue: Venue, nowUTC: Int, _ db: Database
  ) throws -> SeriesCandidate? {
    guard let offering = venue.offering(series.offering) else { return nil }
    let skipped = series.occurrences.filter { $0.state == .skipped }.compactMap {
      occurrence -> SeriesCandidate.Occurrence? in
      let time = RecurrenceSet.instant(
        occurrence.local, series.pattern.times.fold, in: venue.zone
      ).map { RecurrenceSet.Time(local: occurrence.local, utc: $0) }
      guard let time, time.utc > nowUTC,
        let interval = series.pattern.interval(of: time, in: venue.zone)
      else { return nil }
      return SeriesCandidate.Occurrence(local: occurrence.local, interval: interval)
    }
    let usual = series.occurrences.lazy.compactMap(\.reservation?.units).first ?? []
    return SeriesCandidate(
      offering: offering, pattern: series.pattern,
      occurrences: skipped.map {
        SeriesCandidate.Occurrence(local: $0.local, interval: $0.interval, preferred: usual)
      }, people: try terms(of: series, db).people)
  }

  /// The skipped dates of a series that could be booked now.
  static func offers(
    of series: Series, nowUTC: Int, _ db: Database
  ) throws -> [(date: LocalDateTime, decision: BookingDecision)] {
    let venue = try VenueRows.load(db)
    guard let candidate = try skipped(of: series, at: venue, nowUTC: nowUTC, db),
      let window = candidate.window
    else { return [] }
    let booker = try BookerRows.load(
      try PersonRows.find(.id(series.person), db), for: try terms(of: series, db).behalf,
      booking: candidate.offering, within: window, at: venue, nowUTC: nowUTC, db)
    let snapshot = try RangeSnapshot.load(
      venue, for: candidate, window: window, booker: booker, nowUTC: nowUTC, db)
    let plan = SeriesDesk.judge(candidate, snapshot, nowUTC: nowUTC)
    return plan.dates.compactMap { date in
      if case .free(let decision) = date.outcome { (date.local, decision) } else { nil }
    }
  }
}
