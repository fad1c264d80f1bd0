/// How many people a booking may bring.
enum Seats {
  /// The refusal of a booking for more people than its units hold; nil when they fit, or when
  /// nobody said how many come, or nothing says how many may.
  static func refusal(
    of candidate: BookingCandidate, on units: [UnitID], at venue: Venue
  ) -> Refusal? {
    guard let people = candidate.people,
      let seats = seats(of: candidate.offering, on: units, at: venue), people > seats
    else { return nil }
    let offering = candidate.offering
    return Refusal(
      .capacity, subject: offering.id.rawValue, subjectName: offering.name,
      limit: .count(seats), actual: .count(people))
  }

  /// Whether a unit alone has a seat for everybody.
  static func fit(_ candidate: BookingCandidate, on unit: UnitID, at venue: Venue) -> Bool {
    guard let people = candidate.people, let seats = venue.unit(unit)?.capacity else {
      return false
    }
    return people <= seats
  }

  /// The offering's own number, else the sum over its units that hold people.
  static func seats(of offering: Offering, on units: [UnitID], at venue: Venue) -> Int? {
    if let capacity = offering.capacity { return capacity }
    let capacities = units.compactMap { venue.unit($0)?.capacity }
    return capacities.isEmpty ? nil : capacities.reduce(0, +)
  }
}
