import StudioBooking
import Testing

@Suite struct LifecycleTests {
  static let zone = VenueZone(identifier: "Europe/Brussels")!

  static func reservation(
    _ status: ReservationStatus, kind: ReservationKind = .booking, version: Int = 1,
    heldUntil: Int? = nil
  ) -> Reservation {
    Reservation(
      id: ReservationID(7), status: status, offering: OfferingID(rawValue: "o"),
      units: [UnitID(rawValue: "A")], start: zone.zoned(36_000), end: zone.zoned(39_600),
      version: version, kind: kind, heldUntil: heldUntil.map(zone.zoned))
  }

  @Test(arguments: [
    ("Léa", "Léa", nil as String?), ("Léa <lea@example.be>", "Léa", "lea@example.be"),
    (" Zoe\u{308}  <Z@EXAMPLE.be> ", "Zoë", "z@example.be"),
  ])
  func `a guest is a name with or without an address`(
    text: String, name: String, email: String?
  ) throws {
    let guest = try #require(Guest(text: text))
    #expect(guest == Guest(name: name, email: email))
    #expect(Guest(text: guest.description) == guest)
  }

  @Test(arguments: ["", "  ", "<lea@example.be>", "Léa <lea>", "Léa <lea@example.be", "Léa <>"])
  func `half a guest is nobody`(text: String) { #expect(Guest(text: text) == nil) }

  @Test func `what falls due follows the state`() {
    func due(_ reservation: Reservation, _ release: Int? = 15) -> [String] {
      ReservationDue.next(for: reservation, releaseAfterMinutes: release)
        .map { ["\($0.kind)", String($0.atUTC)] } ?? []
    }
    #expect(due(Self.reservation(.held, heldUntil: 500)) == ["holdExpiry", "500"])
    #expect(due(Self.reservation(.confirmed)) == ["noShowRelease", String(36_000 + 900)])
    #expect(due(Self.reservation(.confirmed), nil) == [])
    #expect(due(Self.reservation(.confirmed, kind: .block)) == [])
    #expect(due(Self.reservation(.checkedIn)) == ["completion", "39600"])
    #expect(due(Self.reservation(.requested)) == ["requestLapse", "36000"])
    for status in ReservationStatus.allCases
    where ![.held, .requested, .confirmed, .checkedIn].contains(status) {
      #expect(due(Self.reservation(status)) == [])
    }
  }

  @Test func `a history replays to every version, and says nothing it does not know`() {
    let first = Self.reservation(.held, heldUntil: 500)
    var second = Self.reservation(.confirmed, version: 2)
    second.units = ["A", "B"].map(UnitID.init(rawValue:))
    var third = second
    third.version = 3
    third.start = Self.zone.zoned(72_000)
    third.end = Self.zone.zoned(75_600)
    func entry(_ old: Reservation?, _ new: Reservation) -> HistoryEntry {
      HistoryEntry(
        reservation: new.id, version: new.version, atUTC: 0, actor: "staff", change: "x",
        details: ReservationField.changes(from: old, to: new))
    }
    let history = [entry(nil, first), entry(first, second), entry(second, third)]
    #expect(HistoryReplay.reservation(history) == third)
    #expect(HistoryReplay.reservation(history, atVersion: 1) == first)
    #expect(HistoryReplay.reservation(history, atVersion: 2) == second)
    #expect(HistoryReplay.reservation(history, atVersion: 4) == nil)
    #expect(HistoryReplay.reservation([]) == nil)
    // Histories written before versions were kept do not say enough.
    #expect(HistoryReplay.reservation(Array(history.dropFirst())) == nil)
    #expect(history[2].details.keys.sorted() == ["end", "start"])
  }

  @Test(arguments: [
    // The reservation is [36 000, 39 600).
    (OpenDuring.throughout, 39_599, 50_000, true), (.throughout, 39_600, 50_000, false),
    (.throughout, 30_000, 36_000, false), (.throughout, 30_000, 36_001, true),
    (.start, 36_000, 36_001, true), (.start, 36_001, 39_000, false),
    (.ends, 36_001, 39_599, false), (.ends, 36_001, 39_600, false),
    (.ends, 39_600, 50_000, false), (.ends, 39_599, 39_601, true), (.ends, 30_000, 36_001, true),
  ])
  func `a closure hits what needs the time it takes`(
    part: OpenDuring, start: Int, end: Int, isHit: Bool
  ) {
    let closure = UTCInterval(startUTC: start, endUTC: end)
    #expect(ClosureHit.isHit(Self.reservation(.confirmed), by: closure, needing: part) == isHit)
    #expect(!ClosureHit.isHit(Self.reservation(.cancelled), by: closure, needing: part))
    #expect(
      !ClosureHit.isHit(Self.reservation(.confirmed, kind: .block), by: closure, needing: part))
  }

  @Test(arguments: [
    ("2026-11-11", nil as String?, "2026-11-10T23:00:00Z", "2026-11-11T23:00:00Z"),
    ("2026-10-25", nil, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
    ("2026-11-11", "2026-11-12", "2026-11-10T23:00:00Z", "2026-11-12T23:00:00Z"),
    ("2026-11-11T14:00", "2026-11-11T18:00", "2026-11-11T13:00:00Z", "2026-11-11T17:00:00Z"),
    ("2026-11-11T14:00", nil, "2026-11-11T13:00:00Z", "2026-11-11T23:00:00Z"),
  ])
  func `a closure is said in days or times`(
    from: String, to: String?, start: String, end: String
  ) throws {
    let request = ClosureRequest(
      kind: .closure, scope: .venue, from: DayOrTime(from)!, to: to.flatMap { DayOrTime($0) })
    let found = try request.exception(at: try SampleVenue.tiersLieu())
    #expect(RFC3339.utc(found.interval.startUTC) == start)
    #expect(RFC3339.utc(found.interval.endUTC) == end)
  }

  @Test func `people wait for a room of its own kind, not for one of many seats`() throws {
    let venue = try SampleVenue.tiersLieu()
    func waits(_ id: String) -> Bool {
      WaitlistRules.allows(venue.offering(OfferingID(rawValue: id))!)
    }
    #expect(waits("podcast-studio") && waits("whole-gaming-room"))
    #expect(!waits("gaming-station") && !waits("podcast-kit"))
    #expect(WaitlistRules.offerEndsUTC(startUTC: 10_000, nowUTC: 1000) == 2800)
    #expect(WaitlistRules.offerEndsUTC(startUTC: 2000, nowUTC: 1000) == 2000)
    #expect(!WaitlistRules.mayOffer(startUTC: 1000, nowUTC: 1000))
  }
}
