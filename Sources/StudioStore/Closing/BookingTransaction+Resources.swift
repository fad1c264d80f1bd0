import GRDB
import StudioBooking

extension BookingTransaction {
  /// Puts another venue in place and brings future reservations in line with it.
  ///
  /// A reservation of all units of a set gets those that joined the set, where they are free.
  /// One on a unit that went away stays and is listed until staff decide, as after a closure; one that
  /// is outside the new openings, units or seats of its offering stays and is named.
  ///
  /// - Parameter new: the venue to be.
  /// - Returns: what it means for the reservations that are not over.
  /// - Throws: SQLite's error.
  func replaceVenue(with new: Venue) throws -> [ResourceEffect] {
    let old = venue
    try VenueRows.replace(with: new, db)
    let desk = Self(self, at: new)
    var effects: [ResourceEffect] = []
    for offering in old.offerings {
      let joined = ResourceEffect.newlyWhole(offering.id, from: old, to: new)
      if !joined.isEmpty {
        effects += try desk.give(joined, toReservationsOf: offering)
      } else if new.offering(offering.id) == nil {
        effects += try desk.future(on: offering.candidates)
          .filter { $0.offering == offering.id }
          .map { ResourceEffect(reservation: $0, kind: .offeringRetired) }
      }
    }
    let comparison = VenueComparison(from: old, to: new)
    for offering in comparison.offerings {
      effects += try desk.losses(of: offering, comparison)
    }
    let gone = old.units.map(\.id).filter { new.unit($0) == nil }
    for unit in gone { effects += try desk.retire(unit) }
    try desk.followReleaseTimes(from: old)
    return effects
  }

  private func losses(
    of offering: Offering, _ comparison: VenueComparison
  ) throws -> [ResourceEffect] {
    let booked = try future(on: offering.candidates).filter {
      $0.offering == offering.id && $0.kind != .block
    }
    guard let start = booked.map(\.start.utc).min(), let end = booked.map(\.end.utc).max() else {
      return []
    }
    let exceptions = try SnapshotRows.exceptions(
      touching: UTCInterval(startUTC: start, endUTC: end), db)
    return comparison.losses(of: booked, offering, exceptions: exceptions)
  }

  private func give(
    _ units: [UnitID], toReservationsOf offering: Offering
  ) throws -> [ResourceEffect] {
    var effects: [ResourceEffect] = []
    for reservation in try future(on: offering.candidates)
    where reservation.offering == offering.id && reservation.kind != .block {
      for unit in units where !reservation.units.contains(unit) {
        effects.append(try give(unit, to: reservation.id, buffer: offering.policy.bufferMinutes))
      }
    }
    return effects
  }

  private func give(
    _ unit: UnitID, to id: ReservationID, buffer minutes: Int
  ) throws -> ResourceEffect {
    let old = try ReservationRows.find(id, db).reservation
    let wanted = Claim(unit: unit, interval: old.interval.extended(bySeconds: minutes * 60))
    try retireOverdue(on: [unit], touching: wanted.interval)
    guard try SnapshotRows.claims(on: [unit], touching: wanted.interval, db).isEmpty else {
      return ResourceEffect(reservation: old, kind: .unitTaken, unit: unit)
    }
    var changed = old
    changed.units.append(unit)
    let claims = try ReservationRows.claims(of: id, db) + [wanted]
    let written = try write(
      changed, over: old, claims: claims.sorted { $0.unit.rawValue < $1.unit.rawValue },
      as: "gainUnit")
    return ResourceEffect(reservation: written, kind: .gainsUnit, unit: unit)
  }

  /// Closes a unit for good; reservations on it wait for a decision.
  private func retire(_ unit: UnitID) throws -> [ResourceEffect] {
    let hit = try future(on: [unit]).filter { $0.kind != .block }
    guard let last = hit.map(\.end.utc).max() else { return [] }
    let exception = HoursException(
      kind: .closure, scope: .unit(unit),
      interval: UTCInterval(startUTC: nowUTC, endUTC: max(last, nowUTC + 1)))
    let id = try ClosureRows.insert(exception, reason: "\(unit) −", db)
    try ClosureRows.addCases(hit.map(\.id), of: id, db)
    return hit.map { ResourceEffect(reservation: $0, kind: .losesUnit, unit: unit) }
  }

  /// The reservations with claims on units that are not over.
  private func future(on units: [UnitID]) throws -> [Reservation] {
    let rest = UTCInterval(startUTC: nowUTC, endUTC: max(nowUTC + 1, Int(Int32.max) * 100))
    return try ClosureRows.reservations(on: units, touching: rest, db)
      .map { try ReservationRows.find($0, db).reservation }
      .filter { $0.status.canMove && $0.end.utc > nowUTC }
  }

  /// Notes anew when missed starts free their units, where the policy about that has changed.
  private func followReleaseTimes(from old: Venue) throws {
    for offering in venue.offerings {
      let before = old.offering(offering.id)?.policy.releaseAfterMinutes
      guard before != offering.policy.releaseAfterMinutes else { continue }
      for reservation in try future(on: offering.candidates)
      where reservation.offering == offering.id {
        try DueRows.follow(reservation, at: venue, db)
      }
    }
  }
}
