extension Venue {
  /// The settings of the venue file that this version keeps and writes back but does not act on,
  /// as paths such as `offerings.podcast-kit.policy.colour`, sorted.
  public var carriedSettings: [String] {
    var paths = carried.keys.map { $0 }
    for calendar in calendars {
      paths += calendar.carried.keys.map { "calendars.\(calendar.name).\($0)" }
    }
    for space in spaces {
      paths += space.carried.keys.map { "spaces.\(space.id).\($0)" }
    }
    for offering in offerings {
      paths += offering.carried.keys.map { "offerings.\(offering.id).\($0)" }
      paths += offering.policy.carried.keys.map { "offerings.\(offering.id).policy.\($0)" }
    }
    return paths.sorted()
  }
}
