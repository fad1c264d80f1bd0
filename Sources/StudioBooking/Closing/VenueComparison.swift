/// Two states of a venue, as far as they are different for reservations that there are already.
package struct VenueComparison {
  private let old: Venue
  private let new: Venue

  /// Compares.
  package init(from old: Venue, to new: Venue) {
    self.old = old
    self.new = new
  }

  /// The offerings of both whose reservations may lose something.
  package var offerings: [Offering] {
    old.offerings.filter { new.offering($0.id) != nil && bounds($0, old) != bounds($0, new) }
  }

  /// What reservations of an offering lose: a unit that takes part no more, an opening, a seat.
  ///
  /// Units and offerings that are gone altogether are not looked at here, nor is what was outside
  /// the rules before.
  ///
  /// - Parameters:
  ///   - reservations: reservations of the offering.
  ///   - offering: one of ``offerings``.
  ///   - exceptions: closures and openings that touch the reservations.
  /// - Returns: the losses, at most one of a kind a reservation.
  /// - Complexity: O(days from the first to the last reservation × units).
  package func losses(
    of reservations: [Reservation], _ offering: Offering, exceptions: [HoursException]
  ) -> [ResourceEffect] {
    guard let after = new.offering(offering.id),
      let start = reservations.map(\.start.utc).min(), let end = reservations.map(\.end.utc).max()
    else { return [] }
    let window = UTCInterval(startUTC: start, endUTC: end)
    let units = Set(reservations.flatMap(\.units)).sorted { $0.rawValue < $1.rawValue }
    func hours(_ offering: Offering, _ venue: Venue) -> EffectiveHours {
      EffectiveHours(
        of: units, within: offering.hours, at: venue, exceptions: exceptions, window: window)
    }
    let (before, now) = (hours(offering, old), hours(after, new))
    return reservations.flatMap { reservation -> [ResourceEffect] in
      let kept = reservation.units.filter { new.unit($0) != nil }
      var losses: [ResourceEffect] = []
      if let unit = kept.first(where: {
        offering.candidates.contains($0) && !after.candidates.contains($0)
      }) {
        losses.append(ResourceEffect(reservation: reservation, kind: .unitLeft, unit: unit))
      }
      if let unit = kept.first(where: {
        before.isOpen($0, for: reservation.interval, during: offering.policy.openDuring)
          && !now.isOpen($0, for: reservation.interval, during: after.policy.openDuring)
      }) {
        losses.append(ResourceEffect(reservation: reservation, kind: .closes, unit: unit))
      }
      if let people = reservation.people, isTooMany(people, for: after, on: kept, at: new),
        !isTooMany(people, for: offering, on: reservation.units, at: old)
      {
        losses.append(ResourceEffect(reservation: reservation, kind: .overfull))
      }
      return losses
    }
  }

  private func isTooMany(
    _ people: Int, for offering: Offering, on units: [UnitID], at venue: Venue
  ) -> Bool {
    Seats.seats(of: offering, on: units, at: venue).map { people > $0 } ?? false
  }

  /// What bounds the reservations of an offering.
  private func bounds(_ offering: Offering, _ venue: Venue) -> Bounds? {
    guard let found = venue.offering(offering.id) else { return nil }
    let units = offering.candidates.compactMap(venue.unit)
    let spaces = offering.candidates.compactMap { venue.space(of: $0)?.hours }
    return Bounds(
      candidates: found.candidates, hours: [found.hours] + units.map(\.hours) + spaces,
      during: found.policy.openDuring, seats: [found.capacity] + units.map(\.capacity),
      closedOn: venue.closedOn, calendars: venue.calendars)
  }

  private struct Bounds: Hashable {
    let candidates: [UnitID]
    let hours: [Hours?]
    let during: OpenDuring
    let seats: [Int?]
    let closedOn: [String]
    let calendars: [DayCalendar]
  }
}
