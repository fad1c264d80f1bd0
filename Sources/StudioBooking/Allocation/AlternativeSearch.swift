/// Where to look for bookings that work instead of a refused one.
public struct AlternativeSearch: Hashable, Sendable {
  /// What was wanted.
  public let offering: Offering
  /// Units chosen by the person.
  public let chosen: [UnitID]
  /// The wanted start; two when the clock showed it twice.
  let anchorsUTC: [Int]
  /// The length to look for, made to fit the offering.
  let minutes: Int

  init(offering: Offering, chosen: [UnitID], anchorsUTC: [Int], minutes: Int) {
    self.offering = offering
    self.chosen = chosen
    self.anchorsUTC = anchorsUTC
    let (allowed, step) = (offering.policy.durationMinutes, offering.policy.starts.everyMinutes)
    let stepped = (max(minutes, 1) + step - 1) / step * step
    let longest = allowed.upperBound / step * step
    self.minutes = max(allowed.lowerBound, min(stepped, longest))
  }

  /// Looks around what was wanted.
  public init(near candidate: BookingCandidate) {
    self.init(
      offering: candidate.offering, chosen: candidate.chosen,
      anchorsUTC: [candidate.interval.startUTC],
      minutes: (candidate.interval.durationSeconds + 59) / 60)
  }

  /// Days looked through on either side; two weeks hold every weekday twice.
  static let reachDays = 14

  /// The instants that matter to the search: load claims and exceptions that touch them.
  public func window(at venue: Venue, nowUTC: Int) -> UTCInterval {
    let earliest = LeadTimeRule.earliestStartUTC(
      offering.policy.lead, nowUTC: nowUTC, venue: venue)
    let nearest = anchorsUTC.first ?? nowUTC
    var centre = max(nearest, earliest)
    if let days = offering.policy.horizonDays {
      centre = min(centre, HorizonRule.closesUTC(days: days, nowUTC: nowUTC, zone: venue.zone))
    }
    let date = venue.zone.local(atUTC: centre).date
    let days = venue.zone.interval(
      from: date.adding(days: -Self.reachDays), days: 2 * Self.reachDays + 1)
    return days.extended(bySeconds: (minutes + offering.policy.bufferMinutes) * 60)
  }

  /// Starts on the grid within the window, nearest to a wanted start first, earlier of two first.
  func starts(in window: UTCInterval, zone: VenueZone) -> [Int] {
    let last = zone.local(atUTC: window.endUTC).date.dayNumber
    let first = zone.local(atUTC: window.startUTC).date.dayNumber
    var found: [(distance: Int, utc: Int)] = []
    for day in first...last {
      for utc in GridStarts.on(CivilDate(dayNumber: day), offering.policy.starts, zone)
      where window.startUTC <= utc && utc < window.endUTC {
        found.append((anchorsUTC.map { abs($0 - utc) }.min() ?? 0, utc))
      }
    }
    return found.sorted(by: <).map(\.utc)
  }
}
