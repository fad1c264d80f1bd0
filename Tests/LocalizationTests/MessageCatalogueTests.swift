import Localization
import Testing

@Suite struct MessageCatalogueTests {
  static let catalogue = MessageCatalogue([
    .french: Array(#"{"taken": "{unit} est pris jusqu'à {end}."}"#.utf8),
    .english: Array(#"{"taken": "{unit} is taken until {end}."}"#.utf8),
    .dutch: Array(#"{"taken": "{unit} is bezet."}"#.utf8),
  ])

  @Test func `placeholders are filled in the reader's language`() {
    let values = ["unit": "PC-3", "end": "15:00"]
    #expect(Self.catalogue.text("taken", in: .english, values) == "PC-3 is taken until 15:00.")
    #expect(Self.catalogue.text("taken", in: .french, values) == "PC-3 est pris jusqu'à 15:00.")
  }

  @Test func `a value is never read as a template again`() {
    let values = ["unit": "{end}", "end": "15:00"]
    #expect(Self.catalogue.text("taken", in: .english, values) == "{end} is taken until 15:00.")
  }

  @Test func `French stands in for a missing text and an unknown key shows itself`() {
    #expect(Self.catalogue.text("taken", in: .german, ["unit": "A", "end": "B"]).contains("pris"))
    #expect(Self.catalogue.text("absent", in: .english) == "absent")
  }

  @Test func `a value that was not given stays visible`() {
    #expect(Self.catalogue.text("taken", in: .english, ["unit": "A"]) == "A is taken until {end}.")
  }

  @Test func `languages that disagree are named`() {
    #expect(
      Self.catalogue.disagreements() == [
        "no catalogue for de", "taken has different placeholders",
      ])
  }
}
