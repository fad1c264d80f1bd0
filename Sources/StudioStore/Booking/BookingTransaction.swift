import GRDB
import StudioBooking

/// One write about reservations: the open transaction, the venue in it, who asks, and the instant.
///
/// Everything that happens to a reservation goes through ``insert(_:_:)`` and
/// ``write(_:over:claims:as:details:)``: they alone keep row, units, claims, history, what falls
/// due and the waitlist together.
struct BookingTransaction {
  let db: Database
  let venue: Venue
  let actor: Actor
  let nowUTC: Int

  init(_ db: Database, by actor: Actor, at nowUTC: Int) throws {
    self.init(db: db, venue: try VenueRows.load(db), actor: actor, nowUTC: nowUTC)
  }

  private init(db: Database, venue: Venue, actor: Actor, nowUTC: Int) {
    self.db = db
    self.venue = venue
    self.actor = actor
    self.nowUTC = nowUTC
  }

  /// The same transaction at a venue that has just been changed.
  init(_ other: Self, at venue: Venue) {
    self.init(db: other.db, venue: venue, actor: other.actor, nowUTC: other.nowUTC)
  }

  /// The same transaction, acting for the house.
  var asSystem: Self { Self(db: db, venue: venue, actor: .system, nowUTC: nowUTC) }

  /// Writes a decided booking.
  func insert(_ decision: BookingDecision, _ draft: ReservationDraft) throws -> Reservation {
    var inserted = try ReservationRows.insert(
      decision, draft, zone: venue.zone, nowUTC: nowUTC, db)
    inserted.price = try writeTerms(of: inserted, draft)
    var details = ReservationField.changes(from: nil, to: inserted)
    details.merge(overrideDetails(decision, reason: draft.reason)) { $1 }
    try HistoryRows.append(draft.change, to: inserted, by: actor, details, nowUTC: nowUTC, db)
    try DueRows.follow(inserted, at: venue, db)
    if let publicity = draft.publicity {
      try AgendaRows.announce(publicity, of: inserted, by: actor, nowUTC: nowUTC, db)
    }
    return inserted
  }

  /// Writes a changed reservation over the one there is.
  ///
  /// - Parameters:
  ///   - wanted: what it is to be; its version is counted up here.
  ///   - old: what it is.
  ///   - claims: its new claims; nil keeps those it has, as far as the state owns any.
  ///   - change: the word for the history.
  ///   - details: what else the history is to say.
  /// - Returns: the reservation as written.
  /// - Throws: SQLite's error.
  @discardableResult
  func write(
    _ wanted: Reservation, over old: Reservation, claims: [Claim]? = nil, as change: String,
    details: [String: String] = [:]
  ) throws -> Reservation {
    var changed = wanted
    changed.version = old.version + 1
    if changed.status != .held { changed.heldUntil = nil }
    let before = try ReservationRows.claims(of: old.id, db)
    let after = changed.status.ownsClaims ? claims ?? before : []
    try ReservationRows.update(changed, over: old, db)
    if after != before { try ReservationRows.replaceClaims(of: old.id, with: after, db) }
    let effects = ReservationField.changes(from: old, to: changed).merging(details) { $1 }
    try HistoryRows.append(change, to: changed, by: actor, effects, nowUTC: nowUTC, db)
    try settle(changed, after: old)
    changed.price = try PaymentRows.payment(of: old.id, db)
    try DueRows.follow(changed, at: venue, db)
    try WaitlistRows.follow(changed, nowUTC: nowUTC, db)
    let freed = Self.freed(before, keeping: after)
    if !freed.isEmpty { try asSystem.promote(freed) }
    return changed
  }

  /// Ends what has fallen due on units within a window, so that no write meets a claim whose time
  /// is over (DESIGN §3): correctness waits for no clock.
  func retireOverdue(on units: [UnitID], touching window: UTCInterval) throws {
    let numbers = try VenueRows.unitNumbers(units, db).values
    for (kind, id) in try DueRows.overdue(
      on: Array(numbers), touching: window, nowUTC: nowUTC, db)
    {
      try retire(id, kind)
    }
  }

  /// Ends a reservation whose time has come; does nothing when that is no longer so.
  @discardableResult
  func retire(_ id: ReservationID, _ kind: ReservationDue.Kind) throws -> Bool {
    let instant = try DueRows.instant(kind.rawValue, String(id.number), db)
    guard let instant, instant <= nowUTC else { return false }
    let old = try ReservationRows.find(id, db).reservation
    guard old.status.successors.contains(kind.result) else {
      try DueRows.set(kind.rawValue, String(id.number), at: nil, db)
      return false
    }
    var ended = old
    ended.status = kind.result
    try asSystem.write(ended, over: old, as: kind.rawValue)
    return true
  }

  /// Ends whatever has fallen due for one reservation.
  func retireOverdue(_ id: ReservationID) throws {
    for kind in ReservationDue.Kind.allCases { try retire(id, kind) }
  }

  func overrideDetails(_ decision: BookingDecision, reason: String?) -> [String: String] {
    var details: [String: String] = [:]
    if !decision.overridden.isEmpty {
      details["overridden"] = decision.overridden.map(\.rawValue).joined(separator: ",")
    }
    details["reason"] = reason
    return details
  }

  /// The parts of old claims that new ones no longer take.
  private static func freed(_ before: [Claim], keeping after: [Claim]) -> [Claim] {
    before.flatMap { claim -> [Claim] in
      let kept = IntervalSet(after.filter { $0.unit == claim.unit }.map(\.interval))
      return IntervalSet([claim.interval]).subtracting(kept).intervals
        .map { Claim(unit: claim.unit, interval: $0) }
    }
  }
}
