/// How a reservation came about.
public enum ReservationKind: String, Sendable, Codable, CaseIterable {
  /// Somebody booked it.
  case booking
  /// Somebody came by and sat down.
  case walkIn
  /// Staff keep units from everybody, for a repair or a visit; nobody's booking.
  case block
}

extension OfferingID {
  /// What a block books: reserved, so no offering of a venue file is called so.
  public static let block = OfferingID(rawValue: "block")
}

extension Venue {
  /// The offering behind a reservation; that of a block is made for its units.
  ///
  /// - Parameters:
  ///   - reservation: the reservation.
  ///   - units: other units a block is to have; empty keeps those it has.
  /// - Returns: the offering; nil when the venue no longer has it.
  public func offering(
    of reservation: Reservation, choosing units: [UnitID] = []
  ) -> Offering? {
    reservation.kind == .block
      ? .block(units.isEmpty ? reservation.units : units) : offering(reservation.offering)
  }
}

extension Offering {
  /// The longest block: ten years, in minutes.
  static let longestBlockMinutes = 10 * 366 * 1440

  /// The offering behind a block of some units: every rule at its most permissive.
  public static func block(_ units: [UnitID]) -> Self {
    Self(
      id: .block, name: LocalizedText(units.map(\.rawValue).joined(separator: ", ")),
      needs: [.all(units)],
      policy: BookingPolicy(
        starts: StartRule(everyMinutes: 1), durationMinutes: 1...longestBlockMinutes))
  }
}
