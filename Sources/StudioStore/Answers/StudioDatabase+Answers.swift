import GRDB
public import StudioBooking

extension StudioDatabase: AnswerStore {
  /// What occupies the units of a space (all when nil) on some dates, with openings.
  public func board(
    of space: SpaceID?, from date: CivilDate, days: Int, for viewer: Actor, at nowUTC: Int
  ) async throws -> CalendarBoard {
    try await read { db in
      let venue = try VenueRows.load(db)
      let interval = venue.zone.interval(from: date, days: max(days, 1))
      let entries = try CalendarRows.load(
        venue, space: space, interval: interval, viewer: viewer, nowUTC: nowUTC, db)
      return CalendarBoard(
        of: venue, space: space, firstDate: date, days: max(days, 1),
        exceptions: try SnapshotRows.exceptions(touching: interval, db), entries: entries)
    }
  }

  /// What every rule says about a wanted booking, with the nearest that work.
  public func explain(
    _ request: BookingRequest, at nowUTC: Int
  ) async throws -> BookingExplanation {
    try await offeringAlternatives(
      for: request.person, behalf: request.behalf, nowUTC: nowUTC
    ) {
      let (explanation, search) = try await self.read { db in
        let venue = try VenueRows.load(db)
        let candidate = try BookingDesk.interpret(request, at: venue)
        let booker = try BookerRows.load(
          try PersonRows.find(request.person, db), for: request.behalf,
          booking: candidate.offering, within: candidate.interval, at: venue, nowUTC: nowUTC, db)
        let snapshot = try SnapshotRows.load(
          venue, units: candidate.offering.candidates, window: candidate.claimedInterval,
          booker: booker, nowUTC: nowUTC, db)
        return (
          BookingDesk.explain(candidate, snapshot, nowUTC: nowUTC),
          AlternativeSearch(near: candidate)
        )
      }
      guard !explanation.isBookable else { return explanation }
      return explanation.offering(
        try await self.nearest(
          search, for: request.person, behalf: request.behalf, nowUTC: nowUTC))
    }
  }

  /// The first times at which an offering, or several of its units together, are free.
  ///
  /// The claims are read a week at a time, so that an early answer costs little.
  public func firstFree(
    _ query: FirstFreeQuery, at nowUTC: Int
  ) async throws -> Availability {
    var found: [Availability.Slot] = []
    var zone = ""
    var personal: Refusal?
    for offset in stride(from: 0, to: query.days, by: 7) {
      let week = query.days(from: offset, count: 7)
      let wanted = query.limit - found.count
      do {
        let answer = try await read { db in
          try BookingDesk.availability(
            week, try SnapshotRows.load(for: week, nowUTC: nowUTC, db), nowUTC: nowUTC,
            limit: wanted)
        }
        zone = answer.zone
        found += answer.slots
      } catch let refusal as Refusal where [.notAllowed, .quota].contains(refusal.rule.code) {
        // A week whose hours are used up says nothing about the next one.
        personal = personal ?? refusal
      }
      if found.count >= query.limit { break }
    }
    if found.isEmpty, let personal { throw personal }
    return Availability(offering: query.offering, zone: zone, slots: found)
  }

  /// What staff should know now.
  public func today(at nowUTC: Int) async throws -> TodayFacts {
    try await read { db in try TodayRows.load(try VenueRows.load(db), nowUTC: nowUTC, db) }
  }
}
