import GRDB
import StudioBooking
import Testing

@testable import StudioStore

@Suite struct WaitlistTests {
  static let slot = "2026-12-01T14:00"

  /// The studio taken at 14:00 by Zoé; who is named waits for it, in order.
  private func waiting(
    _ people: [String], venue: Venue? = nil
  ) async throws -> (BookingFixture, Reservation, [WaitlistEntry]) {
    let fixture = try await BookingFixture(venue: venue, now: "2026-11-24T08:00:00Z")
    let taken = try await fixture.store.reserve(
      request("podcast-studio", Self.slot, for: "Zoé"), by: .staff(nil))
    var entries: [WaitlistEntry] = []
    for person in people {
      entries.append(
        try await fixture.database.joinWaitlist(
          request("podcast-studio", Self.slot, for: person), by: .staff(nil),
          at: fixture.store.nowUTC))
    }
    return (fixture, taken, entries)
  }

  private func list(_ desk: Desk) async throws -> [WaitlistEntry] {
    try await desk.database.waitlist(for: .staff(nil), at: desk.nowUTC)
  }

  @Test func `scenario 27: who may not any more is told why, the next one gets half an hour alone`()
    async throws
  {
    let (fixture, taken, entries) = try await waiting(["A", "B", "C"])
    #expect(entries.map(\.ahead) == [0, 1, 2])
    // A may not book this any more: the rule about categories stands in for the quota.
    var venue = try await fixture.store.venue()
    venue = venue.with(
      spaces: venue.spaces,
      offerings: venue.offerings.map {
        $0.id.rawValue == "podcast-studio" ? $0.only(["citoyen"]) : $0
      })
    try await fixture.database.apply(venue, at: fixture.store.nowUTC)
    try await fixture.database.write {
      try $0.execute(sql: "UPDATE person SET category = 'citoyen' WHERE display_name <> 'A'")
    }
    _ = try await fixture.store.change(.cancel, taken.id, by: .staff(nil))
    let after = try await list(fixture.store)
    #expect(after.map(\.status) == [.waiting, .offered, .waiting])
    #expect(after[0].skipped == "who_may_book")
    #expect(after[2].ahead == 1 && after[2].skipped == nil)
    let offer = try #require(after[1].reservation)
    let held = try await fixture.store.reservation(offer, for: .staff(nil))
    #expect(held.status == .held && held.start.local.description == Self.slot)
    #expect(after[1].offeredUntil.map { RFC3339.utc($0.utc) } == "2026-11-24T08:30:00Z")
    // Exclusive: nobody else gets it meanwhile.
    let stranger = try await refusal {
      _ = try await fixture.store.at("2026-11-24T08:29:59Z").reserve(
        request("podcast-studio", Self.slot, for: "B"), by: .staff(nil))
    }
    #expect(stranger?.code == "slot_taken")
    let booked = try await fixture.database.acceptOffer(
      entries[1].id, by: .staff(nil), at: fixture.store.at("2026-11-24T08:29:59Z").nowUTC)
    #expect(booked.status == .confirmed && booked.id == offer)
    #expect(try await list(fixture.store).map(\.id) == [entries[0].id, entries[2].id])
  }

  @Test func `who waits for an organisation is judged, offered and priced as the organisation`()
    async throws
  {
    var venue = try SampleVenue.tiersLieu()
    venue = venue.with(
      spaces: venue.spaces,
      offerings: venue.offerings.map {
        $0.id.rawValue == "podcast-studio" ? $0.only(["asbl"]) : $0
      })
    let fixture = try await BookingFixture(venue: venue)
    let organisation = BookingBehalf(organisation: .id(OrganisationID(1)))
    func join(_ person: String, _ behalf: BookingBehalf) async throws -> WaitlistEntry {
      try await fixture.database.joinWaitlist(
        request("podcast-studio", Self.slot, for: person, behalf: behalf), by: .staff(nil),
        at: fixture.store.nowUTC)
    }
    let taken = try await fixture.store.reserve(
      request("podcast-studio", Self.slot, for: "Zoé", behalf: organisation), by: .staff(nil))
    let alone = try await refusal { _ = try await join("A", .themselves) }
    #expect(alone?.rule == .whoMayBook)
    let entry = try await join("A", organisation)
    #expect(entry.organisation == OrganisationID(1))
    _ = try await fixture.store.change(.cancel, taken.id, by: .person(PersonID(1)))
    let after = try #require(try await list(fixture.store).first)
    #expect(after.status == .offered && after.organisation == OrganisationID(1))
    let held = try #require(after.reservation)
    let terms = try await fixture.database.read {
      try String.fetchOne(
        $0,
        sql: """
          SELECT organisation_id || ' ' || category FROM booking_terms WHERE reservation_id = ?
          """, arguments: [held.number])
    }
    #expect(terms == "1 asbl")
  }

  @Test func `an offer not taken goes to the next one, on the second`() async throws {
    let (fixture, taken, entries) = try await waiting(["A", "B"])
    _ = try await fixture.store.change(.cancel, taken.id, by: .staff(nil))
    let half = fixture.store.at("2026-11-24T08:30:00Z")
    let late = try await refusal {
      _ = try await fixture.database.acceptOffer(entries[0].id, by: .staff(nil), at: half.nowUTC)
    }
    #expect(late?.rule == .nothingOffered)
    let pass = DuePass(fixture.database, tasks: [BookingDueTask(fixture.database)])
    #expect(try await pass.run(at: half.nowUTC).done.map(\.kind) == ["holdExpiry"])
    let now = try await list(half)
    #expect(now.map(\.id) == [entries[1].id])
    #expect(now.first?.offeredUntil.map { RFC3339.utc($0.utc) } == "2026-11-24T09:00:00Z")
    // Declined at last: free for everybody.
    _ = try await fixture.database.leaveWaitlist(entries[1].id, by: .staff(nil), at: half.nowUTC)
    _ = try await half.reserve(request("podcast-studio", Self.slot, for: "D"), by: .staff(nil))
  }

  @Test func `whoever comes first after an offer ended finds the next one before them`()
    async throws
  {
    let (fixture, taken, entries) = try await waiting(["A", "B"])
    _ = try await fixture.store.change(.cancel, taken.id, by: .staff(nil))
    // No clock has run; the booking itself ends A's offer, and B was before it.
    let stranger = try await refusal {
      _ = try await fixture.store.at("2026-11-24T08:30:00Z").reserve(
        request("podcast-studio", Self.slot, for: "Stranger"), by: .staff(nil))
    }
    #expect(stranger?.code == "slot_taken")
    #expect(entries.count == 2)
  }

  @Test func `two cancellations at once promote two people, and never one twice`() async throws {
    let fixture = try await BookingFixture(
      venue: try Self.waitingStations, now: "2026-11-25T10:00:00Z")
    var booked: [Reservation] = []
    for index in 0..<8 {
      booked.append(
        try await fixture.store.reserve(
          request("gaming-station", "2026-11-25T15:00", for: "Player \(index)"), by: .staff(nil)))
    }
    for person in ["A", "B", "C"] {
      _ = try await fixture.database.joinWaitlist(
        request("gaming-station", "2026-11-25T15:00", for: person), by: .staff(nil),
        at: fixture.store.nowUTC)
    }
    let desks = try [
      fixture.reopened(now: "2026-11-25T10:00:00Z"), fixture.reopened(now: "2026-11-25T10:00:00Z"),
    ]
    let cancelled = try await withThrowingTaskGroup(of: ReservationStatus.self) { group in
      for (desk, reservation) in zip(desks, booked) {
        group.addTask {
          try await desk.change(.cancel, reservation.id, by: .staff(nil)).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(cancelled == [.cancelled, .cancelled])
    let after = try await list(fixture.store)
    #expect(after.map(\.status) == [.offered, .offered, .waiting])
    #expect(Set(after.compactMap(\.reservation)).count == 2)
  }

  @Test func `a time that has begun is never offered, and waiting for it ends`() async throws {
    let (fixture, taken, entries) = try await waiting(["A"])
    let begun = fixture.store.at("2026-12-01T14:00:00+01:00")
    _ = try await begun.change(.noShow, taken.id, by: .staff(nil))
    let state = try await fixture.database.read { db in
      try WaitlistRows.status(of: entries[0].id, db)
    }
    #expect(state == .waiting)
    let pass = DuePass(fixture.database, tasks: [BookingDueTask(fixture.database)])
    #expect(try await pass.run(at: begun.nowUTC).done.map(\.kind) == ["waitlistEnd"])
    #expect(try await list(begun).isEmpty)
  }

  @Test func `an offer shortly before the start ends with the start`() async throws {
    let (fixture, taken, _) = try await waiting(["A"])
    let late = fixture.store.at("2026-12-01T13:50:00+01:00")
    _ = try await late.change(.cancel, taken.id, by: .staff(nil))
    let offer = try #require(try await list(late).first)
    #expect(offer.offeredUntil?.local.description == Self.slot)
  }

  @Test func `nobody waits for what is free, twice, or for a station`() async throws {
    let (fixture, _, _) = try await waiting(["A"])
    func join(_ request: BookingRequest) async throws -> String? {
      try await refusal {
        _ = try await fixture.database.joinWaitlist(
          request, by: .staff(nil), at: fixture.store.nowUTC)
      }?.code
    }
    #expect(try await join(request("podcast-studio", Self.slot, for: "A")) == "already_waiting")
    #expect(try await join(request("podcast-studio", "2026-12-03T10:00")) == "slot_free")
    #expect(try await join(request("gaming-station", "2026-11-25T15:00")) == "waitlist_off")
    #expect(try await join(request("podcast-studio", "2026-12-01T03:00")) == "closed")
    let other = try await refusal {
      _ = try await fixture.database.leaveWaitlist(
        WaitlistID(1), by: .person(PersonID(99)), at: fixture.store.nowUTC)
    }
    #expect(other?.code == "unknown_waitlist_entry")
    #expect(
      try await fixture.database.waitlist(for: .person(PersonID(99)), at: fixture.store.nowUTC)
        .isEmpty)
  }

  /// The shipped venue with waiting switched on for stations.
  static var waitingStations: Venue {
    get throws {
      let venue = try SampleVenue.tiersLieu()
      return venue.with(
        spaces: venue.spaces,
        offerings: venue.offerings.map {
          $0.id.rawValue == "gaming-station" ? $0.with($0.policy.withWaitlist) : $0
        })
    }
  }
}

extension Offering {
  /// The same offering for some categories of person only.
  func only(_ categories: [String]) -> Offering {
    with(
      BookingPolicy(
        starts: policy.starts, durationMinutes: policy.durationMinutes,
        defaultDurationMinutes: policy.defaultDurationMinutes, lead: policy.lead,
        horizonDays: policy.horizonDays, bookers: BookerRules(categories: categories)))
  }

  /// The same offering under another policy.
  func with(_ policy: BookingPolicy) -> Offering {
    Offering(
      id: id, name: name, needs: needs, hours: hours, policy: policy, opensSession: opensSession)
  }
}

extension BookingPolicy {
  /// The same policy with people waiting for full times.
  var withWaitlist: BookingPolicy {
    BookingPolicy(
      starts: starts, durationMinutes: durationMinutes,
      defaultDurationMinutes: defaultDurationMinutes, lead: lead, horizonDays: horizonDays,
      waitlist: true)
  }
}
