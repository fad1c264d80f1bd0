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
  /// How many people come; nil when nobody said.
  let people: Int?

  init(
    offering: Offering, chosen: [UnitID], anchorsUTC: [Int], minutes: Int, people: Int? = nil
  ) {
    self.offering = offering
    self.people = people
    self.chosen = chosen
    self.anchorsUTC = anchorsUTC
    let (allowed, step) = (offering.policy.durationMinutes, offering.policy.starts.everyMinutes)
    let stepped = (max(minutes, 1) + step - 1) / step * step
    let longest = allowed.upperBound / step * step
    self.minutes = max(allowed.lowerBound, min(stepped, longest))
  }

  /// Looks near what was wanted, for the same length and on the same chosen units.
  public init(near candidate: BookingCandidate) {
    self.init(
      offering: candidate.offering, chosen: candidate.chosen,
      anchorsUTC: [candidate.interval.startUTC],
      minutes: (candidate.interval.durationSeconds + 59) / 60, people: candidate.people)
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

extension BookingDesk {
  /// Finds the nearest times at which every one of several offerings can be booked, on units of
  /// their own each.
  ///
  /// - Parameters:
  ///   - search: where to look, for the first of them.
  ///   - others: the others; empty looks for the first alone.
  ///   - snapshot: claims on the units of all, and exceptions, that touch the search's window.
  ///   - nowUTC: the present, UTC seconds since 1970.
  ///   - limit: how many are wanted.
  /// - Returns: at most `limit`, nearest first.
  public static func alternatives(
    _ search: AlternativeSearch, with others: [Offering], _ snapshot: BookingSnapshot,
    nowUTC: Int, limit: Int = 3
  ) -> [Alternative] {
    guard !others.isEmpty else {
      return alternatives(search, snapshot, nowUTC: nowUTC, limit: limit)
    }
    let window = search.window(at: snapshot.venue, nowUTC: nowUTC)
    let judges = others.map { offering in
      (
        offering: offering,
        judge: CandidateJudge(
          snapshot: snapshot, offering: offering, window: window, nowUTC: nowUTC, overrides: [])
      )
    }
    var found: [Alternative] = []
    let reach = AlternativeSearch.reachDays * 2 * 48
    for first in alternatives(search, snapshot, nowUTC: nowUTC, limit: reach) {
      var units = first.units
      let interval = UTCInterval(startUTC: first.start.utc, endUTC: first.end.utc)
      let fit = judges.allSatisfy { offering, judge in
        let candidate = BookingCandidate(
          offering: offering, interval: interval, chosen: [], people: search.people)
        guard case .success(let decision) = judge.verdict(on: candidate),
          Set(decision.units).isDisjoint(with: units)
        else { return false }
        units += decision.units
        return true
      }
      if fit { found.append(Alternative(start: first.start, end: first.end, units: units)) }
      if found.count == limit { break }
    }
    return found
  }
}
