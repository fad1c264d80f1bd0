import Foundation
import StudioBooking
import Testing

@Suite struct TariffTests {
  let venue = DeskFixture().venue.with(categories: [
    PersonCategory(id: "citoyen", name: LocalizedText("Citoyen"), outside: "hors-commune"),
    PersonCategory(id: "hors-commune", name: LocalizedText("Hors commune")),
    PersonCategory(
      id: "entreprise", name: LocalizedText("Entreprise"), isOrganisation: true,
      pricesWithoutVAT: true),
  ])

  func price(
    _ charge: Tariff.Charge, _ start: String, _ end: String, category: String? = nil
  ) -> Price? {
    let desk = DeskFixture()
    return Tariff(charges: [charge]).price(
      of: UTCInterval(startUTC: desk.utc(start), endUTC: desk.utc(end)), venue.offerings[0],
      category: category, at: venue)
  }

  func charge(
    _ per: ChargeUnit, _ cents: Int = 1000, vat: Int? = 21, caps: [HourCap]? = nil
  ) -> Tariff.Charge {
    Tariff.Charge(per: per, cents: .same(cents), vat: .same(VATCode(percent: vat)), caps: caps)
  }

  @Test(arguments: [
    ("2026-10-24T22:00", "2026-10-25T04:00", 7), ("2027-03-27T22:00", "2027-03-28T04:00", 5),
    ("2026-11-07T22:00", "2026-11-08T04:00", 6),
  ])
  func `scenarios 1 and 2: a night by the hour bills its real hours`(
    start: String, end: String, hours: Int
  ) {
    let night = price(charge(.hour), start, end)
    #expect(night?.totalCents == hours * 1000)
    #expect(night?.lines.first?.quantityThousandths == hours * 1000)
    // By the day, the clock on the wall counts: one.
    #expect(price(charge(.day), start, end)?.totalCents == 1000)
  }

  @Test(arguments: [
    ("2026-11-04T09:00", "2026-11-04T10:30", ChargeUnit.hour, 1500),
    ("2026-11-04T09:00", "2026-11-04T12:00", .halfDay, 1000),
    ("2026-11-04T09:00", "2026-11-04T13:00", .halfDay, 1000),
    ("2026-11-04T13:00", "2026-11-04T17:00", .halfDay, 1000),
    ("2026-11-04T09:00", "2026-11-04T17:00", .halfDay, 2000),
    ("2026-11-04T12:30", "2026-11-05T08:30", .halfDay, 3000),
    ("2026-11-04T09:00", "2026-11-04T17:00", .day, 1000),
    ("2026-11-04T09:00", "2026-11-05T09:00", .day, 1000),
    ("2026-11-06T17:00", "2026-11-09T09:00", .day, 3000),
    // A day of 25 hours is a day.
    ("2026-10-25T00:00", "2026-10-26T00:00", .day, 1000),
    ("2026-11-02T08:30", "2026-12-02T17:00", .month, 1000),
    ("2026-11-02T08:30", "2026-12-03T08:30", .month, 1000),
    ("2026-11-02T08:30", "2026-12-03T09:00", .month, 2000),
    ("2026-11-04T09:00", "2026-11-05T21:00", .use, 1000),
  ])
  func `each unit is counted as its page says`(
    start: String, end: String, per: ChargeUnit, cents: Int
  ) {
    #expect(price(charge(per, vat: nil), start, end)?.totalCents == cents)
  }

  @Test(
    arguments: [
      (60, 1), (180, 3), (210, 3), (240, 3), (270, 4), (300, 5), (360, 6), (480, 6), (1440, 6),
    ] as [(Int, Double)])
  func `a half-day costs three hours and a day six`(minutes: Int, hours: Double) {
    let start = DeskFixture().utc("2026-11-04T00:00")
    let caps = [
      HourCap(upToHours: 4, billedHours: 3), HourCap(upToHours: 24, billedHours: 6),
    ]
    let found = Tariff(charges: [charge(.hour, caps: caps)]).price(
      of: UTCInterval(startUTC: start, endUTC: start + minutes * 60), venue.offerings[0],
      category: nil, at: venue)
    let expected = minutes == 270 ? 4500 : Int(hours * 1000)
    #expect(found?.totalCents == expected)
  }

  @Test func `VAT is inside the price of persons and on top of that of companies`() throws {
    let person = try #require(
      price(charge(.hour, 1210), "2026-11-04T09:00", "2026-11-04T10:00", category: "citoyen"))
    #expect(person.includesVAT && person.totalCents == 1210)
    let company = try #require(
      price(charge(.hour, 1000), "2026-11-04T09:00", "2026-11-04T10:00", category: "entreprise"))
    #expect(!company.includesVAT && company.totalCents == 1210)
    let share = VATShare.shares(of: company.lines.map { ($0, company.includesVAT) })
    #expect(share.map(\.netCents) == [1000] && share.map(\.vatCents) == [210])
  }

  @Test func `VAT is computed once on the total of a rate, not line by line`() throws {
    // Three lines of 10 cents: 21 % of each is 2 cents, of all 6.3; line by line would also be 6,
    // and of 33 cents each 7 + 7 + 7 = 21 where the total gives 20.79.
    let line = try #require(
      price(charge(.hour, 33), "2026-11-04T09:00", "2026-11-04T10:00", category: "entreprise"))
    let five = Array(repeating: (line.lines[0], false), count: 5)
    // 5 × 33 = 165, of which 21 % is 34.65; line by line it would be 5 × 7 = 35.
    #expect(VATShare.shares(of: five).map(\.vatCents) == [35])
    let seven = Array(repeating: (line.lines[0], false), count: 7)
    // 231 × 21 % = 48.51 → 49 = 7 × 7; with 9 lines 297 × 21 % = 62.37 → 62, not 63.
    #expect(VATShare.shares(of: seven).map(\.vatCents) == [49])
    let nine = Array(repeating: (line.lines[0], false), count: 9)
    #expect(VATShare.shares(of: nine).map(\.vatCents) == [62])
  }

  @Test func `no cent is lost between net, VAT and total, whatever the amounts`() throws {
    for cents in 0..<500 {
      let line = try #require(
        price(charge(.hour, cents), "2026-11-04T09:00", "2026-11-04T10:00", category: "citoyen"))
      let share = VATShare.shares(of: [(line.lines[0], true)])[0]
      #expect(share.grossCents == cents && line.totalCents == cents)
      // The VAT inside is the nearest cent to 21/121 of the price.
      #expect(abs(share.vatCents * 121 - cents * 21) * 2 <= 121)
    }
  }

  @Test func `the tariff of the day of the visit counts`() {
    let old = Tariff(until: CivilDate("2026-12-31"), charges: [charge(.use, 100)])
    let new = Tariff(from: CivilDate("2027-01-01"), charges: [charge(.use, 200)])
    let offering = Offering(
      id: DeskFixture.offering, name: LocalizedText("X"), needs: [],
      policy: BookingPolicy(durationMinutes: 30...60), tariffs: [old, new])
    #expect(offering.tariff(on: CivilDate("2026-12-31")!) == old)
    #expect(offering.tariff(on: CivilDate("2027-01-01")!) == new)
  }

  @Test(
    arguments: [
      ("citoyen", "6900", "citoyen"), ("citoyen", "5000", "hors-commune"),
      ("citoyen", nil, "citoyen"), ("entreprise", "5000", "entreprise"),
      (nil, "5000", "hors-commune"),
      (nil, "6900", nil), (nil, nil, nil),
    ] as [(String?, String?, String?)])
  func `residence decides between a category and that of people from elsewhere`(
    stated: String?, postcode: String?, effective: String?
  ) throws {
    let shipped = try SampleVenue.tiersLieu()
    #expect(shipped.effectiveCategory(stated, postcode: postcode) == effective)
  }

  @Test func `accounts are a table that a spreadsheet opens and nobody can put formulas in`() throws
  {
    let price = try #require(self.price(charge(.hour), "2026-11-04T09:00", "2026-11-04T10:30"))
    let zone = venue.zone
    let entry = StatementEntry(
      reservation: ReservationID(17), offering: DeskFixture.offering,
      payer: .person(PersonID(3)), payerName: "=Zoë, \"Čapek\"",
      start: zone.zoned(DeskFixture().utc("2026-11-04T09:00")),
      end: zone.zoned(DeskFixture().utc("2026-11-04T10:30")), status: .confirmed,
      payment: Payment(
        price: price, state: .due, communication: StructuredCommunication(for: ReservationID(17))))
    let text = AccountingCSV.text(of: [entry], at: venue)
    let lines = text.components(separatedBy: "\r\n")
    #expect(text.unicodeScalars.first == "\u{FEFF}")
    #expect(lines[0].dropFirst().split(separator: ",").count == AccountingCSV.columns.count)
    #expect(lines[1].contains(#""'=Zoë, ""Čapek""""#))
    #expect(
      lines[1].contains(",1.500,10.00,15.00,yes,21,confirmed,due,0.00,+++000/0000/01717+++,EUR"))
    #expect(lines.count == 3 && lines[2].isEmpty)
  }
}

@Suite struct StructuredCommunicationTests {
  /// The rule as it is published, written another way: the twelve digits as one number, less their
  /// last two, leave the last two when divided by 97, or 97 for none.
  private func obeysTheRule(_ text: String) -> Bool {
    let digits = text.filter(\.isNumber)
    guard digits.count == 12, let base = Int(digits.dropLast(2)), let check = Int(digits.suffix(2))
    else { return false }
    var rest = 0
    for digit in String(base) { rest = (rest * 10 + digit.wholeNumberValue!) % 97 }
    return check == (rest == 0 ? 97 : rest)
  }

  @Test func `the published example and one that is divisible by 97`() {
    #expect(StructuredCommunication(base: 909_337_554).description == "+++090/9337/55493+++")
    #expect(StructuredCommunication(base: 97).description == "+++000/0000/09797+++")
  }

  @Test func `every number has two check digits that obey the rule, and no other two pass`() {
    for number in Array(1...400) + [9_999_999_999, 123_456_789, 1_000_000_007] {
      let text = StructuredCommunication(base: number).description
      #expect(obeysTheRule(text), "\(text)")
      #expect(StructuredCommunication(text: text)?.description == text)
      let base = text.filter(\.isNumber).dropLast(2)
      let passing = (0..<100).filter {
        StructuredCommunication(text: base + ($0 < 10 ? "0" : "") + String($0)) != nil
      }
      #expect(passing.count == 1)
    }
  }

  @Test func `statements of persons, organisations and months never share a reference`() {
    var seen: Set<String> = []
    for number in [1, 2, 99] {
      for month in ["2026-11-01", "2026-12-01", "2027-01-01"] {
        for payer in [
          StatementPayer.person(PersonID(number)), .organisation(OrganisationID(number)),
        ] {
          seen.insert(
            StructuredCommunication(for: payer, month: CivilDate(month)!).description)
        }
      }
      seen.insert(StructuredCommunication(for: ReservationID(number)).description)
    }
    #expect(seen.count == 3 * 3 * 2 + 3)
  }

  @Test(arguments: [
    ("BE 0403.170.701", "BE 0403.170.701"), ("0403170701", "BE 0403.170.701"),
    ("BE403170701", "BE 0403.170.701"), ("BE 0403.170.702", nil), ("hello", nil), ("", nil),
    ("BE 0000.000.097", nil),
  ])
  func `enterprise numbers are checked`(text: String, number: String?) {
    #expect(CompanyNumber(text: text)?.description == number)
  }
}
