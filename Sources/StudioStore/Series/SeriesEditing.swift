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
    _ series: Series, from date: LocalDateTime?, by actor: Actor, reason: String?, nowUTC: Int,
    _ db: Database
  ) throws -> (changed: [Reservation], kept: [SeriesOutcome.Kept]) {
    let venue = try VenueRows.load(db)
    let from = try firstDate(of: series, from: date, venue.zone, nowUTC: nowUTC)
    let rest = series.occurrences.filter { $0.local >= from }.compactMap(\.reservation)
    let open = rest.filter { isOpen($0, nowUTC: nowUTC) }
    var before = try SeriesBefore(of: series.id, reservations: open.map(\.id.number), db)
    var changed: [Reservation] = []
    for reservation in open {
      changed.append(try SeriesReservations.cancel(reservation, db))
      var details = ["series": series.id.description]
      details["reason"] = reason
      try HistoryRows.append(
        "cancel", to: reservation.id, by: actor, details: details, nowUTC: nowUTC, db)
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

  /// The skipped dates of a series that could be booked now.
  static func offers(
    of series: Series, nowUTC: Int, _ db: Database
  ) throws -> [(date: LocalDateTime, decision: BookingDecision)] {
    let venue = try VenueRows.load(db)
    guard let offering = venue.offering(series.offering) else { return [] }
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
    let candidate = SeriesCandidate(
      offering: offering, pattern: series.pattern,
      occurrences: skipped.map {
        SeriesCandidate.Occurrence(local: $0.local, interval: $0.interval, preferred: usual)
      })
    guard let window = candidate.window else { return [] }
    let snapshot = try RangeSnapshot.load(
      venue, units: offering.candidates, window: window,
      category: try PersonRows.find(.id(series.person), db)?.category, db)
    let plan = SeriesDesk.judge(candidate, snapshot, nowUTC: nowUTC)
    return plan.dates.compactMap { date in
      if case .free(let decision) = date.outcome { (date.local, decision) } else { nil }
    }
  }
}
