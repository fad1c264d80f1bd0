import GRDB
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct PaymentStoreTests {
  static func tariff(_ cents: Int, vat: Int? = 21) -> Tariff {
    Tariff(charges: [
      Tariff.Charge(per: .hour, cents: .same(cents), vat: .same(VATCode(percent: vat)))
    ])
  }

  @Test func `a price is frozen when it is booked, whatever the tariff becomes`() async throws {
    let venue = try FairnessVenue.studio(BookerRules(), tariffs: [Self.tariff(1000)])
    let fixture = try await BookingFixture(venue: venue)
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", minutes: 90), by: .staff(nil))
    #expect(booked.price?.price.totalCents == 1500 && booked.price?.state == .due)
    #expect(booked.price?.communication.description == "+++000/0000/00101+++")
    try await fixture.database.apply(
      try FairnessVenue.studio(BookerRules(), tariffs: [Self.tariff(9900)]))
    let seen = try await fixture.store.reservation(booked.id, for: .staff(nil))
    #expect(seen == booked)
  }

  @Test func `scenarios 1 and 2: nights cost their real hours`() async throws {
    let venue = try FairnessVenue.studio(
      BookerRules(quotas: [Quota(per: .day, minutes: 1440)]), tariffs: [Self.tariff(1000)])
    let fixture = try await BookingFixture(venue: venue, now: "2026-10-01T08:00:00Z")
    func night(_ start: String, _ end: String) async throws -> Int? {
      let request = BookingRequest(
        offering: OfferingID(rawValue: "podcast-studio"), start: RequestedTime(start)!,
        end: .at(RequestedTime(end)!), person: .name("Nuit"))
      return try await fixture.store.reserve(request, by: .staff(nil)).price?.price.totalCents
    }
    #expect(try await night("2026-10-24T22:00", "2026-10-25T04:00") == 7000)
    #expect(try await night("2027-03-27T22:00", "2027-03-28T04:00") == 5000)
    // The quota of the long Sunday counts five hours of it, of the Saturday two.
    #expect(try await fixture.left("Nuit", on: "2026-10-25") == 1440 - 300)
    #expect(try await fixture.left("Nuit", on: "2026-10-24") == 1440 - 120)
  }

  @Test func `cancelling in time leaves nothing to pay, coming late to it does`() async throws {
    let rules = BookerRules(debits: HourDebits(lateCancel: true))
    let venue = try FairnessVenue.studio(rules, tariffs: [Self.tariff(1000)])
    let fixture = try await BookingFixture(venue: venue)
    for (start, state) in [("2026-11-25T10:00", PaymentState.waived), ("2026-11-24T12:00", .due)] {
      let booked = try await fixture.store.reserve(
        request("podcast-studio", start, minutes: 60), by: .staff(nil))
      let owner = try await fixture.database.person(.name("Alice")).person.id
      let cancelled = try await fixture.store.change(.cancel, booked.id, by: .person(owner))
      #expect(cancelled.price?.state == state, "\(start)")
    }
  }

  @Test func `what was paid stays paid when the reservation grows, shrinks or falls away`()
    async throws
  {
    let venue = try FairnessVenue.studio(BookerRules(), tariffs: [Self.tariff(1000)])
    let fixture = try await BookingFixture(venue: venue)
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", minutes: 60), by: .staff(nil))
    func money(_ payment: Payment?) -> [Int] {
      [payment?.price.totalCents, payment?.paidCents, payment?.openCents].compactMap(\.self)
    }
    func statement() async throws -> [Int] {
      let found = try await database.statement(
        of: .person(.name("Alice")), month: CivilDate("2026-12-01")!)
      return [found.totalCents, found.paidCents, found.dueCents]
    }
    let paid = try await database.settle(
      booked.id, as: .paid, by: .staff(nil), reason: nil, at: now)
    #expect(money(paid.price) == [1000, 1000, 0])
    let longer = try await fixture.store.move(booked.id, minutes: 180)
    #expect(money(longer.price) == [3000, 1000, 2000] && longer.price?.state == .due)
    #expect(try await statement() == [3000, 1000, 2000])
    let shorter = try await fixture.store.move(booked.id, minutes: 30)
    #expect(money(shorter.price) == [500, 1000, -500] && shorter.price?.state == .paid)
    #expect(try await statement() == [500, 1000, -500])
    let gone = try await fixture.store.change(.cancel, booked.id, by: .staff(nil))
    #expect(money(gone.price) == [500, 1000, -1000] && gone.price?.state == .waived)
    #expect(try await statement() == [0, 1000, -1000])
    // Asking no more a second time says nothing about the money that is still here.
    let waived = try await database.settle(
      booked.id, as: .waived, by: .staff(nil), reason: "ill", at: now)
    #expect(money(waived.price) == [500, 1000, -1000])
    let back = try await database.settle(
      booked.id, as: .refunded, by: .staff(nil), reason: nil, at: now)
    #expect(money(back.price) == [500, 0, 0] && back.price?.state == .waived)
    #expect(try await statement() == [0, 0, 0])
    let again = try await refusal {
      _ = try await database.settle(
        booked.id, as: .refunded, by: .staff(nil), reason: nil, at: now)
    }
    #expect(again?.rule == .nothingToRefund && again?.code == "wrong_status")
  }

  @Test func `moved to a day without a tariff nothing is asked, and what was paid is owed back`()
    async throws
  {
    let tariff = Tariff(until: CivilDate("2026-12-31")!, charges: Self.tariff(1000).charges)
    let venue = try FairnessVenue.studio(BookerRules(), tariffs: [tariff])
    let fixture = try await BookingFixture(venue: venue)
    for isPaid in [false, true] {
      let booked = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-01T14:00", minutes: 60), by: .staff(nil))
      if isPaid {
        _ = try await fixture.database.settle(
          booked.id, as: .paid, by: .staff(nil), reason: nil, at: fixture.store.nowUTC)
      }
      let moved = try await fixture.store.move(booked.id, to: "2027-01-05T14:00")
      #expect(moved.price?.price.totalCents == (isPaid ? 0 : nil))
      #expect(moved.price?.openCents == (isPaid ? -1000 : nil))
      let back = try await fixture.store.move(booked.id, to: "2026-12-01T14:00")
      #expect(back.price?.price.totalCents == 1000)
      #expect(back.price?.openCents == (isPaid ? 0 : 1000))
      _ = try await fixture.store.change(.cancel, booked.id, by: .staff(nil))
    }
  }

  @Test func `what was only held costs nothing when it is given up late`() async throws {
    let rules = BookerRules(
      quotas: [Quota(per: .week, minutes: 240)], debits: HourDebits(lateCancel: true))
    let venue = try FairnessVenue.studio(rules, tariffs: [Self.tariff(1000)])
    let fixture = try await BookingFixture(venue: venue)
    let held = try await fixture.store.reserve(
      request("podcast-studio", "2026-11-24T12:00", minutes: 60, hold: 30), by: .staff(nil))
    let owner = try await fixture.database.person(.name("Alice")).person.id
    let cancelled = try await fixture.store.change(.cancel, held.id, by: .person(owner))
    #expect(cancelled.price?.state == .waived)
    #expect(try await fixture.left("Alice", on: "2026-11-24") == 240)
  }

  @Test func `a series taken back from its cancellation is to be paid again`() async throws {
    let venue = try FairnessVenue.studio(BookerRules(), tariffs: [Self.tariff(1000)])
    let fixture = try await BookingFixture(venue: venue)
    let (database, now) = (fixture.database, fixture.store.nowUTC)
    let series = try await database.reserve(
      SeriesRequest(
        booking: request("podcast-studio", "2026-12-01T14:00", minutes: 60),
        repetition: Repetition(rule: try RecurrenceRule(text: "FREQ=WEEKLY;COUNT=3"))),
      by: .staff(nil), at: now)
    func states() async throws -> [PaymentState?] {
      var states: [PaymentState?] = []
      for id in series.occurrences.compactMap(\.reservation?.id) {
        states.append(try await fixture.store.reservation(id, for: .staff(nil)).price?.state)
      }
      return states
    }
    let first = try #require(series.occurrences.first?.reservation?.id)
    _ = try await database.settle(first, as: .waived, by: .staff(nil), reason: "gift", at: now)
    _ = try await database.cancelSeries(series.id, from: nil, by: .staff(nil), at: now)
    #expect(try await states() == [.waived, .waived, .waived])
    _ = try await database.undoSeries(series.id, by: .staff(nil), at: now)
    #expect(try await states() == [.waived, .due, .due], "the gift stays one")
  }

  @Test func `what is held or not approved yet is on nobody's statement`() async throws {
    let venue = try FairnessVenue.studio(BookerRules(), tariffs: [Self.tariff(1000)])
    let fixture = try await BookingFixture(venue: venue)
    let held = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", minutes: 60, hold: 30), by: .staff(nil))
    func reservations() async throws -> [ReservationID] {
      try await fixture.database.statement(
        of: .person(.name("Alice")), month: CivilDate("2026-12-01")!
      ).entries.map(\.reservation)
    }
    #expect(try await reservations().isEmpty)
    _ = try await fixture.store.change(.confirm, held.id, by: .staff(nil))
    #expect(try await reservations() == [held.id])
  }

  @Test func `a statement adds up a month, VAT once a rate, and says what is paid`() async throws {
    let venue = try FairnessVenue.studio(BookerRules(), tariffs: [Self.tariff(33)])
    let fixture = try await BookingFixture(venue: venue)
    _ = try await fixture.database.addOrganisation(
      OrganisationDetails(
        name: "Sprl", category: "entreprise", companyNumber: CompanyNumber(text: "0403170701")),
      at: 0)
    let sprl = BookingBehalf(organisation: .name("Sprl"))
    var ids: [ReservationID] = []
    for day in 1...9 {
      let booked = try await fixture.store.reserve(
        request("podcast-studio", "2026-12-0\(day)T10:00", minutes: 60, behalf: sprl),
        by: .staff(nil))
      ids.append(booked.id)
    }
    // Before and after the month, of the person, cancelled: not on it.
    for (start, behalf) in [
      ("2026-11-30T23:30", sprl), ("2027-01-02T00:00", sprl), ("2026-12-20T10:00", .themselves),
    ] {
      _ = try await fixture.store.reserve(
        request("podcast-studio", start, minutes: 60, behalf: behalf), by: .staff(nil))
    }
    let gone = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-21T10:00", minutes: 60, behalf: sprl), by: .staff(nil))
    _ = try await fixture.store.change(.cancel, gone.id, by: .staff(nil))
    _ = try await fixture.database.settle(
      ids[0], as: .paid, by: .staff(nil), reason: nil, at: fixture.store.nowUTC)

    let statement = try await fixture.database.statement(
      of: .organisation(.name("Sprl")), month: CivilDate("2026-12-01")!)
    #expect(statement.entries.map(\.reservation) == ids)
    // 9 × 33 = 297; 21 % of it is 62.37, where line by line it would be 63.
    #expect(
      statement.vat == [
        VATShare.shares(
          of: statement.entries.map {
            ($0.payment.price.lines[0], false)
          })[0]
      ])
    #expect(statement.totalCents == 297 + 62)
    #expect(statement.paidCents == 40 && statement.dueCents == 319)
    #expect(StructuredCommunication(text: statement.communication.description) != nil)
    let all = try await fixture.database.accounting(month: CivilDate("2026-12-15")!)
    #expect(all.count == 11)
  }

  @Test func `a reservation without a price has nothing to pay`() async throws {
    let fixture = try await BookingFixture(venue: try FairnessVenue.studio(BookerRules()))
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T10:00"), by: .staff(nil))
    #expect(booked.price == nil)
    let refused = try await refusal {
      _ = try await fixture.database.settle(
        booked.id, as: .paid, by: .staff(nil), reason: nil, at: 0)
    }
    #expect(refused?.rule == .noPayment)
  }
}
