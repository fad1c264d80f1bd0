/// What a change of rooms, units or offerings means for a reservation that exists.
public struct ResourceEffect: Hashable, Sendable, Encodable {
  /// What happens to it.
  public enum Kind: String, Sendable, Encodable {
    /// It has the new unit too: a whole room stays whole.
    case gainsUnit
    /// It should have the new unit, which is taken then; it stays as it is.
    case unitTaken
    /// It is on a unit that nobody can book any more; staff decide about it.
    case losesUnit
    /// What it booked is offered no more; it stays.
    case offeringRetired
    /// It is on a unit that takes part in its offering no more; it stays.
    case unitLeft
    /// Its time is no longer within the openings; it stays.
    case closes
    /// More people come than it may hold from now on; it stays.
    case overfull

    /// Whether the reservation is worse off, so that somebody has to agree.
    package var takesAway: Bool { self != .gainsUnit && self != .unitTaken }
  }

  /// The reservation.
  public let reservation: Reservation
  /// What happens to it.
  public let kind: Kind
  /// The unit it is about; nil where it is about the offering.
  public let unit: UnitID?

  /// Describes an effect.
  public init(reservation: Reservation, kind: Kind, unit: UnitID? = nil) {
    self.reservation = reservation
    self.kind = kind
    self.unit = unit
  }

  /// The units that every reservation of an offering has to have, in one venue and not in another.
  package static func newlyWhole(_ offering: OfferingID, from old: Venue, to new: Venue) -> [UnitID]
  {
    guard let before = old.offering(offering), let after = new.offering(offering) else {
      return []
    }
    func whole(_ needs: [UnitNeed]) -> [UnitID] {
      needs.flatMap { need -> [UnitID] in
        guard case .all(let units) = need else { return [] }
        return units
      }
    }
    let had = Set(whole(before.needs))
    return whole(after.needs).filter { !had.contains($0) }
  }
}
