/// Finds what makes a venue file contradict itself.
enum VenueProblem {
  /// One English sentence a problem; empty when the venue can be used.
  static func all(in venue: Venue) -> [String] {
    var found: [String] = []
    if venue.languages.isEmpty { found.append("'languages' is empty.") }
    found += doubles(venue.spaces.map(\.id.rawValue), what: "space")
    found += doubles(venue.units.map(\.id.rawValue), what: "unit")
    found += doubles(venue.offerings.map(\.id.rawValue), what: "offering")
    if venue.offering(.block) != nil {
      found.append("No offering is called '\(OfferingID.block)': that is the name of blocks.")
    }
    let units = Set(venue.units.map(\.id))
    for offering in venue.offerings {
      found += needProblems(offering)
      for unit in offering.candidates where !units.contains(unit) {
        found.append("Offering '\(offering.id)' names the unknown unit '\(unit)'.")
      }
      let step = offering.policy.starts.everyMinutes
      if offering.policy.durationMinutes.lowerBound % step != 0 {
        found.append("Offering '\(offering.id)' has a shortest duration off its \(step) min step.")
      }
    }
    found += nameProblems(venue)
    let known = venue.dayCalendars.names
    for name in calendarsUsed(in: venue) where !known.contains(name) {
      found.append("The day calendar '\(name)' is used but not listed in 'calendars'.")
    }
    return found
  }

  /// A booking that takes no unit would exclude nobody; one that takes a unit twice could never be.
  private static func needProblems(_ offering: Offering) -> [String] {
    var found: [String] = []
    if offering.needs.isEmpty { found.append("Offering '\(offering.id)' needs no unit.") }
    var whole: [String] = []
    for need in offering.needs {
      switch need {
      case .all(let units):
        if units.isEmpty { found.append("Offering '\(offering.id)' needs all of no unit.") }
        whole += units.map(\.rawValue)
      case .any(_, let units):
        found += doubles(units.map(\.rawValue), what: "unit of offering '\(offering.id)'")
      }
    }
    return found + doubles(whole, what: "unit of offering '\(offering.id)'")
  }

  private static func doubles(_ names: [String], what: String) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }.map { "The \(what) '\($0)' appears twice." }
  }

  private static func calendarsUsed(in venue: Venue) -> [String] {
    let hours =
      venue.spaces.compactMap(\.hours) + venue.units.compactMap(\.hours)
      + venue.offerings.compactMap(\.hours)
    let periods = hours.flatMap(\.entries).map(\.period)
    return venue.closedOn
      + periods.compactMap { if case .calendar(let name) = $0 { name } else { nil } }
  }
}
