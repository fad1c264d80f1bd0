import Foundation
import GRDB
import Localization
import StudioBooking
import StudioTestSupport
import Testing

@testable import StudioStore

@Suite struct PersonStoreTests {
  @Test func `scenario 30: composed and decomposed names are one person`() async throws {
    let fixture = try await BookingFixture()
    let name = "Zoë Čapek-d'Ursel 🎙️ / مريم"
    let (composed, decomposed) = (
      name.precomposedStringWithCanonicalMapping, name.decomposedStringWithCanonicalMapping
    )
    #expect(Array(composed.unicodeScalars) != Array(decomposed.unicodeScalars))
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", for: composed), by: .staff(nil))
    _ = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-02T14:00", for: "  " + decomposed.uppercased()),
      by: .staff(nil))
    #expect(try await fixture.count("person") == 1)
    let found = try await fixture.database.people(matching: "čapek-d'ursel", limit: 5)
    #expect(found.map(\.displayName) == [composed])
    #expect(try await fixture.database.person(.name(decomposed)).reservations == 2)
  }

  @Test func `two records become one, with everything that hangs on them`() async throws {
    let fixture = try await BookingFixture()
    let database = fixture.database
    let one = try await database.addPerson(
      PersonEdit(email: "zoe@example.be", postcode: "6900"), named: "Zoé", at: 0
    ).person.id
    let two = try await database.addPerson(
      PersonEdit(phone: "084", age: AgeBand(text: "14")), named: "Zoe C.", at: 0
    ).person.id
    let parent = try await database.addPerson(PersonEdit(), named: "Parent", at: 0).person.id
    _ = try await database.authorise(.id(two), by: .id(parent), on: CivilDate("2026-11-24")!)
    for id in [one, two] {
      _ = try await database.setMember(.id(id), of: .id(OrganisationID(1)), to: true, at: 0)
    }
    let booked = try await fixture.store.reserve(
      request("podcast-studio", "2026-12-01T14:00", for: two.description), by: .staff(nil))
    let merged = try await database.merge(.id(two), into: .id(one), at: 0)
    #expect(merged.person.id == one && merged.reservations == 1)
    #expect(merged.person.details.phone == "084" && merged.person.email == "zoe@example.be")
    #expect(merged.authorisations.map(\.guardian) == [parent])
    #expect(merged.organisations.count == 1)
    // The old number leads to the one that stays, and its hours are theirs.
    #expect(try await database.person(.id(two)).person.id == one)
    #expect(try await database.people(matching: "zoe c", limit: 5).isEmpty)
    #expect(try await fixture.left(one.description, on: "2026-12-01") == 360)
    let owner = try await fixture.store.reservation(booked.id, for: .person(one))
    #expect(owner.id == booked.id)
    #expect(try await fixture.database.integrityProblems() == [])
  }

  @Test func `a guardian's signature opens the studio to a child for one school year`()
    async throws
  {
    let fixture = try await BookingFixture()
    let database = fixture.database
    _ = try await database.addPerson(
      PersonEdit(age: AgeBand(text: "12-15")), named: "Léa", at: 0)
    let asked = request("podcast-studio", "2026-12-01T14:00", for: "Léa")
    let refused = try await refusal { _ = try await fixture.store.reserve(asked, by: .staff(nil)) }
    #expect(refused?.rule == .minimumAgeAlone && refused?.code == "not_allowed")
    _ = try await database.addPerson(PersonEdit(), named: "Mère de Léa", at: 0)
    let signed = try await database.authorise(
      .name("Léa"), by: .name("Mère de Léa"), on: CivilDate("2026-11-24")!)
    #expect(signed.authorisations.first?.until == CivilDate("2027-08-31"))
    _ = try await fixture.store.reserve(asked, by: .staff(nil))
  }

  @Test func `for a child under 13 a guardian acts, for an older one both may`() async throws {
    let fixture = try await BookingFixture()
    let database = fixture.database
    func person(_ name: String, _ age: String?, guardian: PersonReference? = nil) async throws
      -> PersonID
    {
      try await database.addPerson(
        PersonEdit(age: age.flatMap { AgeBand(text: $0) }, guardian: guardian), named: name, at: 0
      ).person.id
    }
    let parent = try await person("Mère", "25-64")
    let teen = try await person("Noé", "16-17", guardian: .id(parent))
    let child = try await person("Léa", "6-11")
    let asked = request("gaming-station", "2026-11-25T14:00", for: "Léa")
    let alone = try await refusal { _ = try await fixture.store.reserve(asked, by: .staff(nil)) }
    #expect(
      alone?.rule == .accountAge && alone?.message(in: .english).contains(child.description) == true
    )
    _ = try await database.edit(.id(child), PersonEdit(guardian: .id(parent)))
    let booked = try await fixture.store.reserve(
      request(
        "gaming-station", "2026-11-25T14:00", for: "Léa", behalf: BookingBehalf(isAccompanied: true)
      ), by: .staff(nil))
    let herself = try await refusal {
      _ = try await fixture.store.change(.cancel, booked.id, by: .person(child))
    }
    #expect(herself?.rule == .accountAge)
    let stranger = try await refusal {
      _ = try await fixture.store.change(.cancel, booked.id, by: .person(teen))
    }
    #expect(stranger?.rule == .unknownReservation)
    #expect(try await fixture.store.reservation(booked.id, for: .person(parent)).id == booked.id)
    let moved = try await fixture.store.move(
      booked.id, to: "2026-11-25T15:00", by: .person(parent))
    #expect(moved.start.local.description == "2026-11-25T15:00")
    let older = try await fixture.store.reserve(
      request("gaming-station", "2026-11-25T14:00", for: "Noé"), by: .staff(nil))
    let cancelled = try await fixture.store.change(.cancel, older.id, by: .person(teen))
    #expect(cancelled.status == .cancelled)
  }

  @Test func `nobody answers for a minor before being of age`() async throws {
    let fixture = try await BookingFixture()
    let database = fixture.database
    _ = try await database.addPerson(
      PersonEdit(age: AgeBand(text: "16-17")), named: "Sœur", at: 0)
    _ = try await database.addPerson(PersonEdit(age: AgeBand(text: "12-15")), named: "Tom", at: 0)
    let signed = try await refusal {
      _ = try await database.authorise(
        .name("Tom"), by: .name("Sœur"), on: CivilDate("2026-11-24")!)
    }
    let named = try await refusal {
      _ = try await database.edit(.name("Tom"), PersonEdit(guardian: .name("Sœur")))
    }
    #expect(signed?.rule == .guardianAge && named?.rule == .guardianAge)
  }

  @Test(arguments: [("12", false), ("13", true), ("12-15", false), ("16+", true)])
  func `an account is for people of 13 and more`(age: String, isAllowed: Bool) async throws {
    let fixture = try await BookingFixture()
    _ = try await fixture.database.addPerson(
      PersonEdit(age: AgeBand(text: age)), named: "Kim", at: 0)
    let refused = try await refusal {
      let record = try await fixture.database.setRole(.member, of: .name("Kim"), at: 0)
      #expect(record.role == .member)
    }
    #expect(refused?.rule == (isAllowed ? nil : .accountAge))
  }

  @Test func `a qualification lasts as long as the venue says`() async throws {
    let file = PackageRoot.url.appending(path: "Samples/venues/tiers-lieu-complet.json")
    let venue = try JSONDecoder().decode(Venue.self, from: Data(contentsOf: file))
    let fixture = try await BookingFixture(venue: venue)
    _ = try await fixture.database.addPerson(PersonEdit(), named: "Ali", at: 0)
    let laser = request("decoupe-laser", "2026-11-25T14:00", for: "Ali")
    let refused = try await refusal { _ = try await fixture.store.reserve(laser, by: .staff(nil)) }
    #expect(refused?.rule == .qualificationMissing)
    let record = try await fixture.database.qualify(
      .name("Ali"), as: "laser", from: CivilDate("2026-11-01")!, until: nil)
    #expect(record.qualifications.map(\.until) == [CivilDate("2028-10-31")])
    _ = try await fixture.store.reserve(laser, by: .staff(nil))
    let unknown = try await refusal {
      _ = try await fixture.database.qualify(
        .name("Ali"), as: "plane", from: CivilDate("2026-11-01")!, until: nil)
    }
    #expect(unknown?.rule == .unknownQualification)
  }

  @Test func `an address belongs to one person, a category to the venue`() async throws {
    let fixture = try await BookingFixture()
    _ = try await fixture.database.addPerson(
      PersonEdit(email: "A@example.be"), named: "A", at: 0)
    let taken = try await refusal {
      _ = try await fixture.database.addPerson(
        PersonEdit(email: "a@EXAMPLE.be"), named: "B", at: 0)
    }
    #expect(taken?.rule == .emailTaken && taken?.actual == .text("P-1"))
    let category = try await refusal {
      _ = try await fixture.database.edit(.name("A"), PersonEdit(category: "roi"))
    }
    #expect(category?.rule == .unknownCategory)
    let cleared = try await fixture.database.edit(
      .name("A"), PersonEdit(email: "", category: "asbl"))
    #expect(cleared.person.email == nil && cleared.person.category == "asbl")
    #expect(try await fixture.count("person") == 1)
  }
}
