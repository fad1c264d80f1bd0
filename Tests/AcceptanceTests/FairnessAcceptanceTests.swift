import Foundation
import StudioTestSupport
import Testing

/// People, rules and money with the built program, as the desk uses it.
@Suite struct FairnessAcceptanceTests {
  /// An installation of a venue file, on Tuesday 2026-11-24.
  struct Town {
    let temporary: TemporaryFolder
    let data: String

    init(_ file: String) throws {
      temporary = try TemporaryFolder("studio-town")
      data = temporary.file("data").path
      let venue = PackageRoot.url.appending(path: "Samples/venues/\(file).json").path
      try #require(
        try BuiltProgram.studio("init", "--data", data, "--from", venue).exitCode == 0)
    }

    @discardableResult
    func run(_ words: String...) throws -> ProgramResult {
      try BuiltProgram.studio.start(
        words + ["--data", data, "--lang", "en"],
        environment: ["STUDIO_NOW": "2026-11-24T07:00:00Z"]
      ).result()
    }

    func book(_ offering: String, _ start: String, _ end: String, _ more: [String] = []) throws
      -> ProgramResult
    {
      let words =
        ["book", offering, "--start", start, "--end", end, "--for", "Ali", "--json"] + more
      return try BuiltProgram.studio.start(
        words + ["--data", data], environment: ["STUDIO_NOW": "2026-11-24T07:00:00Z"]
      ).result()
    }
  }

  @Test func `every row of the town's first table is booked at the desk`() throws {
    let town = try Town("tiers-lieu")
    try town.run("organisation", "add", "Les Joueurs", "--category", "asbl")
    let rows: [(String, String, String, [String])] = [
      ("podcast-studio", "2026-12-01T19:00", "2026-12-01T21:00", []),
      ("podcast-studio-tech", "2026-12-03T18:00", "2026-12-03T21:00", []),
      ("podcast-kit", "2026-12-04T17:00", "2026-12-07T09:00", []),
      ("gaming-station", "2026-11-25T14:00", "2026-11-25T15:30", ["--ages", "12-15"]),
      (
        "whole-gaming-room", "2026-12-12T09:00", "2026-12-12T17:00",
        ["--organisation", "Les Joueurs"]
      ),
    ]
    for (offering, start, end, more) in rows {
      let result = try town.book(offering, start, end, more)
      #expect(result.exitCode == 0, "\(offering): \(result.standardOutput)")
      #expect(try result.json["price"] != nil, "\(offering)")
    }
    let kit = try town.run("statement", "Ali", "--month", "2026-12")
    #expect(kit.standardOutput.contains("this is not an invoice"))
    #expect(kit.standardOutput.contains("VAT 21 %"))
    let csv = try town.run("accounting", "--month", "2026-12", "--csv")
    #expect(csv.standardOutput.contains(",podcast-kit,Kit mobile,day,3.000,15.00,45.00,yes,21,"))
    // Reading the output as a text has taken the byte order mark off.
    #expect(csv.standardOutput.drop { $0 == "\u{FEFF}" }.hasPrefix("reservation,date,"))
  }

  @Test func `every row of the town's second table is booked at the desk`() throws {
    let town = try Town("tiers-lieu-complet")
    for (name, category) in [
      ("Ciné-club", "asbl"), ("IFAPME", "ecole"), ("Pixel", "start-up"),
      ("Travaux", "service-communal"),
    ] {
      #expect(try town.run("organisation", "add", name, "--category", category).exitCode == 0)
    }
    try town.run("person", "add", "Ali", "--category", "professionnel", "--age", "26-64")
    for kind in ["laser", "impression-3d", "drone-a1a3"] {
      #expect(try town.run("person", "qualify", "Ali", kind, "--on", "2026-01-01").exitCode == 0)
    }
    let rows: [(String, String, String, String?, String)] = [
      ("bureau", "2026-11-27T08:30", "2026-11-27T12:30", nil, "confirmed"),
      ("bureau-mensuel", "2026-12-01T08:30", "2026-12-31T17:00", nil, "requested"),
      ("decoupe-laser", "2026-11-25T18:00", "2026-11-25T19:30", nil, "confirmed"),
      ("impression-3d", "2026-11-25T19:00", "2026-11-26T09:00", nil, "confirmed"),
      ("salle-a", "2026-11-26T18:00", "2026-11-26T20:00", "Ciné-club", "confirmed"),
      ("salle-b", "2026-11-26T18:00", "2026-11-26T20:00", "Ciné-club", "confirmed"),
      ("salle-ab", "2026-11-28T09:00", "2026-11-28T19:00", "Travaux", "confirmed"),
      ("epn-poste", "2026-11-25T09:00", "2026-11-25T10:15", nil, "confirmed"),
      ("ifapme-cours", "2027-03-10T18:00", "2027-03-10T21:00", "IFAPME", "confirmed"),
      ("vol-drone", "2026-11-28T10:00", "2026-11-28T12:00", nil, "confirmed"),
      ("coaching", "2026-11-26T10:00", "2026-11-26T11:00", "Pixel", "confirmed"),
      ("bureau-hub", "2027-01-04T08:30", "2027-02-03T17:00", "Pixel", "requested"),
    ]
    for (offering, start, end, organisation, status) in rows {
      let result = try town.book(
        offering, start, end, organisation.map { ["--organisation", $0] } ?? [])
      #expect(result.exitCode == 0, "\(offering): \(result.standardOutput)")
      #expect(try result.json["status"] as? String == status, "\(offering)")
    }
    // The divisible room: A and B together only when both are free.
    let both = try town.book("salle-ab", "2026-11-26T18:00", "2026-11-26T19:00")
    #expect(try both.error["code"] as? String == "slot_taken")
  }

  @Test func `a refusal of each kind explains itself in the person's language`() throws {
    let town = try Town("tiers-lieu")
    try town.run("person", "add", "Léa", "--age", "12-15", "--category", "etudiant")
    let child = try town.run(
      "book", "podcast-studio", "--start", "2026-12-01T14:00", "--for", "Léa")
    #expect(child.exitCode == 1)
    #expect(child.standardError.contains("guardian"))
    for day in ["01", "03"] {
      try town.run(
        "book", "podcast-studio", "--start", "2026-12-\(day)T10:00", "--duration", "3h", "--for",
        "Max")
    }
    let quota = try BuiltProgram.studio.start(
      [
        "book", "podcast-studio", "--start", "2026-12-10T14:00", "--duration", "3h", "--for",
        "Max", "--data", town.data, "--lang", "fr",
      ], environment: ["STUDIO_NOW": "2026-11-24T07:00:00Z"]
    ).result()
    #expect(quota.exitCode == 1)
    #expect(quota.standardError.contains("8 h par mois et par personne"), "\(quota.standardError)")
    let ledger = try town.run("quota", "Max", "--on", "2026-12-05")
    #expect(ledger.standardOutput.contains("6 h used, 2 h left"), "\(ledger.standardOutput)")
  }

  @Test func `wrong words about people and money are usage errors`() throws {
    let town = try Town("tiers-lieu")
    for words in [
      ["person", "add", "A", "--age", "old"], ["person", "add", " "],
      ["person", "account", "A"], ["organisation", "add", "X"],
      ["organisation", "add", "X", "--category", "asbl", "--company-number", "0403170702"],
      ["statement", "A", "--month", "December"], ["payment", "R-1", "stolen"],
      ["payment", "R-1", "waived"], ["quota", "forgive", "R-1"],
      ["book", "gaming-station", "--start", "2026-11-25T14:00", "--for", "A", "--ages", "12-"],
    ] {
      let result = try BuiltProgram.studio.start(words + ["--data", town.data]).result()
      #expect(result.exitCode == 64, "\(words): \(result.standardError)")
    }
  }
}
