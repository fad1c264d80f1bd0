import Foundation
import GRDB
import Localization
import StudioBooking
import StudioPublishing
import Testing

@testable import StudioStore

@Suite struct AgendaStoreTests {
  let fixture: BookingFixture
  let event: ReservationID

  init() async throws {
    fixture = try await BookingFixture()
    event = try await fixture.store.reserve(
      request(
        "podcast-studio", "2026-12-01T14:00", for: "Léa Secret", title: "Private words"),
      by: .staff(nil)
    ).id
  }

  private func builder() async throws -> AgendaBuilder {
    AgendaBuilder(
      folder: fixture.folder, store: fixture.database,
      addresses: PublicAddresses(baseURL: URL(string: "https://x.be")!),
      venue: try await fixture.store.venue())
  }

  private func announce(_ title: String = "Open studio") async throws {
    try await fixture.database.announce(
      [event], as: Publicity(title: title, seats: 12)!, by: .staff(nil), at: fixture.store.nowUTC)
  }

  private func file(_ path: String) throws -> String {
    try String(
      contentsOf: fixture.folder.publicFiles.appending(path: path), encoding: .utf8)
  }

  @Test func `only what was written for the public is in any public file`() async throws {
    try await announce()
    #expect(try await builder().buildIfBehind(at: fixture.store.nowUTC))
    for path in [
      "agenda/index.html", "nl/agenda/index.html", "agenda/agenda.json", "agenda/feed.xml",
      "agenda/agenda.ics",
    ] {
      let text = try file(path)
      #expect(text.contains("Open studio"), "\(path)")
      for secret in ["Léa", "Secret", "Private", "P-1"] {
        #expect(!text.contains(secret), "\(path) tells \(secret)")
      }
    }
  }

  @Test func `nothing is written before the first announcement`() async throws {
    #expect(try await builder().buildIfBehind(at: fixture.store.nowUTC) == false)
    #expect(
      !FileManager.default.fileExists(
        atPath: fixture.folder.publicFiles.appending(path: "agenda").path))
  }

  @Test func `the files follow every change and rest otherwise`() async throws {
    let now = fixture.store.nowUTC
    try await announce()
    let builder = try await builder()
    #expect(try await builder.buildIfBehind(at: now))
    #expect(try await builder.buildIfBehind(at: now) == false)
    try await announce("Open studio, changed")
    #expect(try await builder.buildIfBehind(at: now))
    #expect(try file("agenda/agenda.json").contains("changed"))
    _ = try await fixture.store.change(.cancel, event, by: .staff(nil))
    #expect(try await builder.buildIfBehind(at: now))
    #expect(try file("agenda/agenda.json").contains("\"cancelled\" : true"))
    try await fixture.database.withdraw([event], by: .staff(nil), at: now)
    #expect(try await builder.buildIfBehind(at: now))
    #expect(try file("agenda/agenda.json").contains("\"events\" : [\n\n  ]"))
    // The next day may have less to announce.
    #expect(try await builder.buildIfBehind(at: now + 86_400))
  }

  @Test func `what is over, waiting or rejected is not announced`() async throws {
    try await announce()
    let end = RFC3339.instant("2026-12-01T16:00:00+01:00")!
    #expect(try await fixture.database.agenda(at: end - 1).events.count == 1)
    #expect(try await fixture.database.agenda(at: end).events.isEmpty)
    let request = try await fixture.store.reserve(
      request("podcast-studio-tech", "2026-12-03T10:00"), by: .staff(nil))
    try await fixture.database.announce(
      [request.id], as: Publicity(title: "Later")!, by: .staff(nil), at: fixture.store.nowUTC)
    func titles() async throws -> [String] {
      try await fixture.database.agenda(at: fixture.store.nowUTC).events.map(\.publicity.title)
    }
    #expect(try await titles() == ["Open studio"])
    _ = try await fixture.store.change(.approve, request.id, by: .staff(nil))
    #expect(try await titles() == ["Open studio", "Later"])
  }

  @Test func `only staff and the owner announce`() async throws {
    for actor in [Actor.anonymous, .person(PersonID(99))] {
      let refused = try await refusal {
        try await fixture.database.announce(
          [event], as: Publicity(title: "X")!, by: actor, at: fixture.store.nowUTC)
      }
      #expect(refused?.code == "unknown_reservation")
    }
    try await fixture.database.announce(
      [event], as: Publicity(title: "X")!, by: .person(PersonID(1)), at: fixture.store.nowUTC)
    #expect(try await fixture.database.agendaVersion() == 1)
  }

  @Test func `announcing several is all or nothing`() async throws {
    let refused = try await refusal {
      try await fixture.database.announce(
        [event, ReservationID(77)], as: Publicity(title: "X")!, by: .staff(nil),
        at: fixture.store.nowUTC)
    }
    #expect(refused?.code == "unknown_reservation")
    #expect(try await fixture.database.agendaVersion() == 0)
  }
}
