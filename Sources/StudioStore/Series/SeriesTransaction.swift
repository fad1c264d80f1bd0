import GRDB
import StudioBooking

/// The transactions that make series.
enum SeriesTransaction {
  /// Judges a request against what is in the database; writes nothing.
  static func plan(
    _ request: SeriesRequest, person: Person?, by actor: Actor, _ venue: Venue, nowUTC: Int,
    _ db: Database
  ) throws -> SeriesPlan {
    let candidate = try SeriesDesk.interpret(request, at: venue)
    var snapshot = BookingSnapshot(venue: venue)
    if let window = candidate.window {
      let booker = try BookerRows.load(
        person, for: request.booking.behalf, booking: candidate.offering, within: window,
        by: actor, at: venue, nowUTC: nowUTC, db)
      snapshot = try RangeSnapshot.load(
        venue, for: candidate, window: window, booker: booker, nowUTC: nowUTC, db)
    }
    return SeriesDesk.judge(
      candidate, snapshot, nowUTC: nowUTC, overriding: request.booking.overrides)
  }

  /// Books a series; answers its number.
  static func reserve(_ request: SeriesRequest, _ desk: BookingTransaction) throws -> Int {
    let booking = request.booking
    try desk.checkOverrides(booking.overrides, subject: booking.offering.rawValue)
    let person = try PersonRows.findOrCreate(booking.person, nowUTC: desk.nowUTC, desk.db)
    let candidate = try SeriesDesk.interpret(request, at: desk.venue)
    if let window = candidate.window {
      try desk.retireOverdue(on: candidate.offering.candidates, touching: window)
    }
    let plan = try plan(
      request, person: person, by: desk.actor, desk.venue, nowUTC: desk.nowUTC, desk.db)
    if let refusal = plan.conflict(skipping: request.onConflict == .skip) { throw refusal }
    let id = try SeriesRows.insert(
      plan.pattern, offering: plan.offering.id, person: person.id, title: booking.title,
      zone: desk.venue.zone, nowUTC: desk.nowUTC, desk.db)
    for date in plan.dates { try write(date, of: id, for: person.id, booking, desk) }
    for local in plan.excluded {
      try SeriesRows.insert(
        SeriesRows.Date(
          local: local.description, utc: nil, state: .excluded, reservation: nil, reason: nil),
        into: id, desk.db)
    }
    return id.number
  }

  /// Writes one date of a plan, with its reservation when it can be booked.
  private static func write(
    _ date: SeriesPlan.Date, of id: SeriesID, for person: PersonID, _ booking: BookingRequest,
    _ desk: BookingTransaction
  ) throws {
    var row = SeriesRows.Date(
      local: date.local.description, utc: date.interval?.startUTC, state: .skipped,
      reservation: nil, reason: nil)
    switch date.outcome {
    case .free(let decision):
      let reservation = try desk.insert(
        decision,
        ReservationDraft(
          person: person, title: booking.title, people: booking.headcount,
          guests: booking.guests, behalf: booking.behalf, publicity: booking.publicity,
          change: "reserve", reason: booking.overrideReason))
      row.state = .booked
      row.reservation = reservation.id.number
    case .refused(let refusal):
      row.reason = refusal.code
    case .missing:
      row.state = .missing
      row.reason = RefusalCode.nonexistentTime.rawValue
    }
    try SeriesRows.insert(row, into: id, desk.db)
  }
}
