import StudioBooking

/// A venue small enough to be predicted by hand: one room that never closes, four units.
enum ModelVenue {
  static let units = ["A", "B", "C", "D"].map(UnitID.init(rawValue:))

  /// What can be booked there, with what the naive model needs to know about it.
  struct Formula {
    let id: String
    let whole: [UnitID]
    let bufferMinutes: Int
    let approval: Bool
    let releaseAfterMinutes: Int?
  }

  static let station = Formula(
    id: "station", whole: [], bufferMinutes: 0, approval: false, releaseAfterMinutes: 15)
  static let pair = Formula(
    id: "pair", whole: Array(units.prefix(2)), bufferMinutes: 15, approval: true,
    releaseAfterMinutes: nil)
  static let room = Formula(
    id: "room", whole: units, bufferMinutes: 30, approval: false, releaseAfterMinutes: nil)
  static let formulas = [station, pair, room]

  static var venue: Venue {
    Venue(
      name: LocalizedText("Model"), zone: VenueZone(identifier: "Europe/Brussels")!,
      spaces: [
        Space(
          id: SpaceID(rawValue: "hall"), name: LocalizedText("Hall"),
          units: units.map {
            BookableUnit(id: $0, name: LocalizedText($0.rawValue), kind: "pc")
          })
      ],
      offerings: formulas.map { formula in
        Offering(
          id: OfferingID(rawValue: formula.id), name: LocalizedText(formula.id),
          needs: [formula.whole.isEmpty ? .any(count: 1, of: units) : .all(formula.whole)],
          policy: BookingPolicy(
            durationMinutes: 30...480, defaultDurationMinutes: 60,
            bufferMinutes: formula.bufferMinutes, approval: formula.approval,
            releaseAfterMinutes: formula.releaseAfterMinutes, waitlist: true))
      })
  }
}
