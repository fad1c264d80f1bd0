import GRDB
import StudioBooking

/// Moves what follows in a series; the transaction in its steps.
struct SeriesMoving {
  private let series: Series
  private let desk: BookingTransaction
  private let venue: Venue
  private let zone: VenueZone
  private let offering: Offering
  private let nowUTC: Int
  private let db: Database
  /// The first date that moves.
  private let from: LocalDateTime
  private let shift: SeriesPattern.Shift
  private let pattern: SeriesPattern

  /// One reservation on its way.
  private struct Mover {
    let reservation: Reservation
    let local: LocalDateTime
    let interval: UTCInterval?
  }

  init(
    _ series: Series, from date: LocalDateTime?, by shift: SeriesPattern.Shift,
    _ desk: BookingTransaction
  ) throws {
    self.series = series
    self.shift = shift
    self.desk = desk
    nowUTC = desk.nowUTC
    db = desk.db
    venue = desk.venue
    zone = venue.zone
    guard let offering = venue.offering(series.offering) else {
      throw Refusal(.unknownOffering, subject: series.offering.rawValue)
    }
    self.offering = offering
    from = try SeriesEditing.firstDate(of: series, from: date, zone, nowUTC: nowUTC)
    pattern = try series.pattern.continued(from: from, shifted: shift, in: zone)
  }

  func move(
    skipping: Bool, overrides: Set<RefusalCode>
  ) throws -> (continued: SeriesID?, changed: [Reservation], kept: [SeriesOutcome.Kept]) {
    let rest = series.occurrences.filter { $0.local >= from }
    let moving = rest.filter(isMovable)
    var before = try SeriesBefore(
      of: series.id, reservations: moving.compactMap { $0.reservation?.id.number }, db)
    var kept = rest.filter { !isMovable($0) }.compactMap { occurrence in
      occurrence.reservation.flatMap { reservation in
        reservation.status.ownsClaims
          ? SeriesOutcome.Kept(reservation.id, occurrence.isMoved ? "moved" : "begun") : nil
      }
    }
    let movers = try moving.compactMap { occurrence in
      try occurrence.reservation.map {
        Mover(
          reservation: try ReservationRows.find($0.id, db).reservation,
          local: shift.applied(to: occurrence.local),
          interval: interval(of: shift.applied(to: occurrence.local)))
      }
    }
    let (decisions, refused) = try decide(
      movers, old: before, skipping: skipping, overrides: overrides)
    kept += refused.map { SeriesOutcome.Kept($0.reservation, $0.code) }

    var changed: [Reservation] = []
    for (mover, decision) in decisions {
      var moved = mover.reservation
      moved.start = zone.zoned(decision.interval.startUTC)
      moved.end = zone.zoned(decision.interval.endUTC)
      moved.units = decision.units
      changed.append(
        try desk.write(
          moved, over: mover.reservation, claims: decision.claims, as: "move",
          details: ["series": series.id.description]))
    }
    // All have their new places: what they left may go to who waits for it.
    let gone = Set(decisions.map(\.0.reservation.id.number))
    try desk.asSystem.promote(
      before.reservations.filter { gone.contains($0.id) }.flatMap { $0.claims.map(\.claim) })
    let continued = try rewrite(rest)
    try before.keep(as: "move", of: series.id, continued: continued, nowUTC: nowUTC, db)
    return (continued, changed, kept)
  }

  /// Writes pattern and dates: in place when nothing stays behind, else as a new series.
  private func rewrite(_ rest: [Series.Occurrence]) throws -> SeriesID? {
    let staysBehind = series.occurrences.contains {
      $0.local < from && $0.reservation?.status.ownsClaims ?? false
    }
    try SeriesRows.deleteDates(of: series.id, from: from, db)
    let target: SeriesID
    if staysBehind {
      try SeriesRows.update(series.pattern.ended(before: from), of: series.id, db)
      target = try SeriesRows.insert(
        pattern, offering: series.offering, person: series.person, title: series.title,
        continues: series.id, zone: zone, nowUTC: nowUTC, db)
    } else {
      target = series.id
      try SeriesRows.update(pattern, of: series.id, db)
    }
    for occurrence in rest {
      let date = row(occurrence)
      // A cancelled date of the past may bear the name that a date moves to.
      try SeriesRows.deleteDate(date.local, of: target, db)
      try SeriesRows.insert(date, into: target, db)
    }
    return staysBehind ? target : nil
  }

  /// The date of the moved series that stands where an old one stood.
  private func row(_ occurrence: Series.Occurrence) -> SeriesRows.Date {
    let local = shift.applied(to: occurrence.local)
    let utc = RecurrenceSet.instant(local, pattern.times.fold, in: zone)
    var state = occurrence.state
    var reason = occurrence.reason
    if state != .booked, utc == nil {
      (state, reason) = (.missing, RefusalCode.nonexistentTime.rawValue)
    } else if state == .missing {
      // The clock no longer jumps over it: it can be offered.
      state = .skipped
    }
    return SeriesRows.Date(
      local: local.description, utc: utc, state: state,
      reservation: occurrence.reservation?.id.number, reason: reason)
  }

  private func isMovable(_ occurrence: Series.Occurrence) -> Bool {
    guard let reservation = occurrence.reservation, !occurrence.isMoved else { return false }
    return SeriesEditing.isOpen(reservation, nowUTC: nowUTC)
  }

  private func interval(of local: LocalDateTime) -> UTCInterval? {
    RecurrenceSet.instant(local, pattern.times.fold, in: zone).flatMap {
      pattern.interval(of: RecurrenceSet.Time(local: local, utc: $0), in: zone)
    }
  }

  /// Decides where each goes, all of them having left their old places; with `skipping`, those that
  /// cannot go take their old places again before the others are judged once more.
  private func decide(
    _ movers: [Mover], old: SeriesBefore, skipping: Bool, overrides: Set<RefusalCode>
  ) throws -> (
    placed: [(Mover, BookingDecision)], refused: [(reservation: ReservationID, code: String)]
  ) {
    // What is overdue goes while all have their places: whoever waits is offered what it leaves only.
    if let window = candidate(movers).window {
      try desk.retireOverdue(on: offering.candidates, touching: window)
    }
    for mover in movers {
      try ReservationRows.replaceClaims(of: mover.reservation.id, with: [], db)
    }
    var waiting = movers
    var refused: [(reservation: ReservationID, code: String)] = []
    while true {
      let plan = try judge(waiting, overrides)
      if !skipping, let refusal = plan.conflict(skipping: false) { throw refusal }
      var placed: [(Mover, BookingDecision)] = []
      var left: [Mover] = []
      for (mover, date) in zip(waiting, plan.dates) {
        switch date.outcome {
        case .free(let decision): placed.append((mover, decision))
        case .refused(let refusal):
          left.append(mover)
          refused.append((mover.reservation.id, refusal.code))
        case .missing:
          left.append(mover)
          refused.append((mover.reservation.id, RefusalCode.nonexistentTime.rawValue))
        }
      }
      guard !left.isEmpty else { return (placed, refused) }
      guard skipping else {
        throw Refusal(
          .nonexistentTime, subject: left[0].local.description, limit: .text("?"),
          actual: .reading(left[0].local))
      }
      for mover in left {
        let kept = old.reservations.first { $0.id == mover.reservation.id.number }
        try ReservationRows.writeClaims(
          kept?.claims.map(\.claim) ?? [], of: mover.reservation.id, db)
      }
      let gone = Set(left.map(\.reservation.id))
      waiting = waiting.filter { !gone.contains($0.reservation.id) }
    }
  }

  private func candidate(_ movers: [Mover]) -> SeriesCandidate {
    SeriesCandidate(
      offering: offering, pattern: pattern,
      occurrences: movers.map {
        SeriesCandidate.Occurrence(
          local: $0.local, interval: $0.interval, preferred: $0.reservation.units)
      }, people: movers.compactMap(\.reservation.people).max())
  }

  private func judge(_ movers: [Mover], _ overrides: Set<RefusalCode>) throws -> SeriesPlan {
    let candidate = candidate(movers)
    var snapshot = BookingSnapshot(venue: venue)
    if let window = candidate.window {
      var booker = try BookerRows.load(
        try PersonRows.find(.id(series.person), db),
        for: try movers.first.map { try TermsRows.behalf(of: $0.reservation.id, db) }
          ?? .themselves,
        booking: offering, within: window, at: venue, nowUTC: nowUTC, db)
      // Their own hours come along: a move takes none.
      booker.hours += movers.map {
        HourUse(
          person: series.person, organisation: booker.organisation, category: booker.category,
          offering: offering.id, interval: $0.reservation.interval, isReturn: true)
      }
      booker.ahead[offering.id, default: movers.count] -= movers.count
      snapshot = try RangeSnapshot.load(
        venue, for: candidate, window: window, booker: booker, nowUTC: nowUTC, db)
    }
    return SeriesDesk.judge(candidate, snapshot, nowUTC: nowUTC, overriding: overrides)
  }
}
