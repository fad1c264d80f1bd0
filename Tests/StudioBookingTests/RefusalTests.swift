import Foundation
import Localization
import Testing

@testable import StudioBooking

@Suite struct RefusalTests {
  @Test func `every sentence exists in every language`() {
    #expect(bookingMessages.disagreements() == [])
  }

  @Test(arguments: RefusalRule.allCases, Language.allCases)
  func `every rule has a sentence of its own that says everything it knows`(
    rule: RefusalRule, language: Language
  ) {
    let instant = ZonedInstant(utc: 1_764_594_000, offsetSeconds: 3600)
    let refusal = Refusal(
      rule, subject: "thing", limit: .minutes(90), actual: .moment(instant),
      conflict: Conflict(unit: UnitID(rawValue: "PC-3"), start: instant, end: instant))
    let sentence = refusal.message(in: language)
    #expect(!sentence.hasPrefix("refusal."))
    #expect(!sentence.contains("{"), "\(sentence)")
  }

  @Test func `a taken slot reads well in French`() {
    let start = ZonedInstant(utc: RFC3339.instant("2026-12-01T13:00:00Z")!, offsetSeconds: 3600)
    let end = ZonedInstant(utc: start.utc + 7200, offsetSeconds: 3600)
    let refusal = Refusal(
      .slotTaken, subject: "podcast-studio", subjectName: LocalizedText("Studio podcast"),
      conflict: Conflict(unit: UnitID(rawValue: "studio"), start: start, end: end),
      alternatives: [Alternative(start: end, end: end, units: [UnitID(rawValue: "studio")])])
    #expect(
      refusal.message(in: .french)
        == "« Studio podcast » n'est pas libre : studio est pris de mar. 01/12/2026 14:00 à 16:00."
        + " Au plus près : mar. 01/12/2026 16:00 (studio).")
  }

  @Test func `the JSON object has every key of the contract`() throws {
    let refusal = Refusal(.horizon, subject: "x")
    let data = try JSONEncoder().encode(RefusalBody(refusal: refusal, message: "m"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "code", "message", "rule", "subject", "limit", "actual", "alternatives",
      ])
  }
}
