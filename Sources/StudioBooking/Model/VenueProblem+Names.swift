extension VenueProblem {
  /// Names in rules that nothing has: such a rule would silently refuse everybody, or nobody.
  ///
  /// Units and offerings may be named after they retired; those that never were are not told apart.
  static func nameProblems(_ venue: Venue) -> [String] {
    let known = Known(venue)
    var found = known.missing(
      venue.categories.compactMap(\.outside), "A category names, for people from outside,")
    for quota in venue.quotas {
      found += known.missing(quota.categories, "A quota of the venue names")
    }
    return found + venue.offerings.flatMap { problems(of: $0, known) }
  }

  private struct Known {
    let categories: Set<String>
    let qualifications: Set<String>

    init(_ venue: Venue) {
      categories = Set(venue.categories.map(\.id))
      qualifications = Set(venue.qualifications.map(\.id))
    }

    /// The categories that there are none of.
    func missing(_ names: some Sequence<String>, _ place: String) -> [String] {
      names.filter { !categories.contains($0) }.sorted()
        .map { "\(place) the unknown category '\($0)'." }
    }
  }

  private static func problems(of offering: Offering, _ known: Known) -> [String] {
    let (name, bookers) = ("Offering '\(offering.id)'", offering.policy.bookers)
    var found = known.missing(bookers.categories, "\(name) is for")
    found += bookers.requires.filter { !known.qualifications.contains($0) }
      .map { "\(name) requires the unknown qualification '\($0)'." }
    for quota in bookers.quotas {
      found += known.missing(quota.categories, "A quota of offering '\(offering.id)' names")
    }
    let priced = offering.tariffs.flatMap(\.charges).flatMap {
      ($0.cents.categories ?? []).union($0.vat.categories ?? [])
    }
    found += known.missing(Set(priced), "A tariff of offering '\(offering.id)' names")
    if let most = bookers.mostAhead, most < 1 {
      found.append("\(name) allows \(most) bookings ahead; the fewest are 1.")
    }
    if offering.policy.lead.count < 0 {
      found.append("\(name) has a lead time of \(offering.policy.lead.count); the shortest is 0.")
    }
    return found
  }
}
