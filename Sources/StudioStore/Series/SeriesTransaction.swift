import GRDB
import StudioBooking

/// The transactions that make series.
enum SeriesTransaction {
  /// Judges a request against what is in the database; writes nothing.
  static func plan(
    _ request: SeriesRequest, person: Person?, _ venue: Venue, nowUTC: Int, _ db: Database
  ) throws -> SeriesPlan {
    let candidate = try SeriesDesk.interpret(request, at: venue)
    guard let window = candidate.window else {
      return SeriesDesk.judge(candidate, BookingSnapshot(venue: venue), nowUTC: nowUTC)
    }
    let snapshot = try RangeSnapshot.load(
      venue, units: candidate.offering.candidates, window: window, category: person?.category, db)
    return SeriesDesk.judge(
      candidate, snapshot, nowUTC: nowUTC, overriding: request.booking.overrides)
  }

  /// Books a series.
  static func reserve(
    _ request: SeriesRequest, by actor: Actor, key: String?, nowUTC: Int, _ db: Database
  ) throws -> Series {
    let booking = request.booking
    guard booking.overrides.isEmpty || actor.seesNames else {
      throw Refusal(.staffOnly, subject: booking.offering.rawValue)
    }
    let number = try IdempotencyRows.once(key, request: request.fingerprint, nowUTC: nowUTC, db) {
      let venue = try VenueRows.load(db)
      let person = try PersonRows.findOrCreate(booking.person, nowUTC: nowUTC, db)
      let plan = try plan(request, person: person, venue, nowUTC: nowUTC, db)
      if let refusal = plan.conflict(skipping: request.onConflict == .skip) { throw refusal }
      let id = try SeriesRows.insert(
        plan.pattern, offering: plan.offering.id, person: person.id, title: booking.title,
        zone: venue.zone, nowUTC: nowUTC, db)
      for date in plan.dates {
        try write(date, of: id, for: person.id, booking, by: actor, venue.zone, nowUTC, db)
      }
      for local in plan.excluded {
        try SeriesRows.insert(
          SeriesRows.Date(
            local: local.description, utc: nil, state: .excluded, reservation: nil, reason: nil),
          into: id, db)
      }
      return id.number
    }
    return try SeriesRows.load(SeriesID(number), for: .system, db)
  }

  /// Writes one date of a plan, with its reservation when it can be booked.
  private static func write(
    _ date: SeriesPlan.Date, of id: SeriesID, for person: PersonID, _ booking: BookingRequest,
    by actor: Actor, _ zone: VenueZone, _ nowUTC: Int, _ db: Database
  ) throws {
    let row: SeriesRows.Date
    switch date.outcome {
    case .free(let decision):
      let reservation = try book(
        decision, in: id, person: person, title: booking.title, by: actor,
        reason: booking.overrideReason, zone, nowUTC, db)
      row = SeriesRows.Date(
        local: date.local.description, utc: date.interval?.startUTC, state: .booked,
        reservation: reservation.id.number, reason: nil)
    case .refused(let refusal):
      row = SeriesRows.Date(
        local: date.local.description, utc: date.interval?.startUTC, state: .skipped,
        reservation: nil, reason: refusal.code)
    case .missing:
      row = SeriesRows.Date(
        local: date.local.description, utc: nil, state: .missing, reservation: nil,
        reason: RefusalCode.nonexistentTime.rawValue)
    }
    try SeriesRows.insert(row, into: id, db)
  }

  /// Writes the reservation of one date.
  static func book(
    _ decision: BookingDecision, in id: SeriesID, person: PersonID, title: String?,
    by actor: Actor, reason: String?, _ zone: VenueZone, _ nowUTC: Int, _ db: Database
  ) throws -> Reservation {
    let reservation = try ReservationRows.insert(
      decision, person: person, title: title, zone: zone, nowUTC: nowUTC, db)
    var details = ["status": decision.status.rawValue, "series": id.description]
    if !decision.overridden.isEmpty {
      details["overridden"] = decision.overridden.map(\.rawValue).joined(separator: ",")
      details["reason"] = reason
    }
    try HistoryRows.append(
      "reserve", to: reservation.id, by: actor, details: details, nowUTC: nowUTC, db)
    return reservation
  }
}
