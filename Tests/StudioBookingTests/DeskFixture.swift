import StudioBooking

/// A venue of one 24-hour room with four stations, and ways to ask it things.
struct DeskFixture {
  var venue: Venue
  var claims: [Claim] = []
  var exceptions: [HoursException] = []
  var now = "2026-10-01T00:00:00Z"
  var booker = Booker.unknown

  init(
    hours: [Weekday: [GridSpan]]? = nil, needs: [UnitNeed] = [.any(count: 1, of: Self.stations)],
    offeringHours: Hours? = nil, unitHours: [UnitID: Hours] = [:],
    policy: BookingPolicy = BookingPolicy(durationMinutes: 30...720, defaultDurationMinutes: 60),
    closedOn: [String] = [], calendars: [DayCalendar] = []
  ) {
    let units = Self.stations.map {
      BookableUnit(
        id: $0, name: LocalizedText($0.rawValue), kind: "pc", hours: unitHours[$0])
    }
    venue = Venue(
      name: LocalizedText("Test"), zone: VenueZone(identifier: "Europe/Brussels")!,
      closedOn: closedOn, calendars: calendars,
      spaces: [
        Space(
          id: SpaceID(rawValue: "room"), name: LocalizedText("Room"),
          hours: hours.map { Hours([Hours.Entry(weekly: WeeklyGrid($0))]) }, units: units)
      ],
      offerings: [
        Offering(
          id: Self.offering, name: LocalizedText("Station"), needs: needs, hours: offeringHours,
          policy: policy)
      ])
  }

  static let offering = OfferingID(rawValue: "station")
  static let stations = ["A", "B", "C", "D"].map(UnitID.init(rawValue:))

  static func every(_ days: [Weekday] = Weekday.allCases, _ spans: String...)
    -> [Weekday: [GridSpan]]
  {
    Dictionary(uniqueKeysWithValues: days.map { ($0, spans.map { GridSpan($0)! }) })
  }

  func ask(
    _ start: String, minutes: Int? = nil, end: String? = nil, units: [UnitID] = []
  ) -> BookingRequest {
    BookingRequest(
      offering: Self.offering, start: RequestedTime(start)!,
      end: end.map { .at(RequestedTime($0)!) } ?? minutes.map { .afterMinutes($0) } ?? .usual,
      units: units, person: .name("Test"))
  }

  var snapshot: BookingSnapshot {
    BookingSnapshot(
      venue: venue, exceptions: exceptions, claims: claims, booker: booker)
  }

  var nowUTC: Int { RFC3339.instant(now)! }

  /// What the desk decides, as the store asks it.
  func decide(
    _ request: BookingRequest, overriding: Set<RefusalCode> = []
  ) -> Result<BookingDecision, BookingDesk.RefusedRequest> {
    do throws(BookingDesk.RefusedRequest) {
      let candidate = try BookingDesk.interpret(request, at: venue)
      return .success(
        try BookingDesk.decide(candidate, snapshot, nowUTC: nowUTC, overriding: overriding))
    } catch {
      return .failure(error)
    }
  }

  /// The rule that refuses, or nil when the booking is allowed.
  func rule(
    _ start: String, minutes: Int? = nil, end: String? = nil, units: [UnitID] = []
  ) -> RefusalRule? {
    refusal(ask(start, minutes: minutes, end: end, units: units))?.rule
  }

  func refusal(_ request: BookingRequest) -> Refusal? {
    if case .failure(let refused) = decide(request) { return refused.refusal }
    return nil
  }

  /// The nearest bookings proposed for a refused request.
  func alternatives(_ request: BookingRequest) -> [Alternative] {
    guard case .failure(let refused) = decide(request), let search = refused.search else {
      return []
    }
    return BookingDesk.alternatives(search, snapshot, nowUTC: nowUTC)
  }

  /// Takes a unit from a local time to another.
  mutating func take(_ unit: String, _ start: String, _ end: String) {
    claims.append(
      Claim(
        unit: UnitID(rawValue: unit),
        interval: UTCInterval(startUTC: utc(start), endUTC: utc(end))))
  }

  func utc(_ text: String) -> Int {
    guard case .unique(let utc) = RequestedTime(text)!.resolve(in: venue.zone) else {
      preconditionFailure("\(text) is not one instant")
    }
    return utc
  }
}

extension Venue {
  /// The same venue with categories.
  func with(categories: [PersonCategory]) -> Venue {
    Venue(name: name, zone: zone, categories: categories, spaces: spaces, offerings: offerings)
  }

  /// The same venue, every offering at these prices.
  func with(tariffs: [Tariff]) -> Venue {
    with(
      spaces: spaces,
      offerings: offerings.map {
        Offering(id: $0.id, name: $0.name, needs: $0.needs, policy: $0.policy, tariffs: tariffs)
      })
  }
}
