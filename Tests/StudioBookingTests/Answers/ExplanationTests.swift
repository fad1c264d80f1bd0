import Localization
import StudioTestSupport
import Testing

@testable import StudioBooking

@Suite struct ExplanationTests {
  func explain(_ desk: DeskFixture, _ request: BookingRequest) throws -> BookingExplanation {
    BookingDesk.explain(
      try BookingDesk.interpret(request, at: desk.venue), desk.snapshot, nowUTC: desk.nowUTC)
  }

  @Test func `every rule answers, also those behind the first that refuses`() throws {
    var desk = DeskFixture(
      hours: DeskFixture.every([.monday], "09:00-17:00"),
      policy: BookingPolicy(
        durationMinutes: 60...120, horizonDays: 10, bookers: BookerRules(categories: ["asbl"])))
    desk.take("A", "2026-11-03T08:00", "2026-11-03T12:00")
    let answer = try explain(
      desk, desk.ask("2026-11-03T10:10", minutes: 180, units: [DeskFixture.stations[0]]))
    #expect(!answer.isBookable)
    #expect(
      answer.steps.map { [$0.code.rawValue, $0.refusal?.rule.rawValue ?? "-"] } == [
        ["granularity", "start_step"], ["duration", "maximum_duration"], ["lead_time", "-"],
        ["horizon", "horizon"], ["closed", "closed_day"], ["not_allowed", "who_may_book"],
        ["quota", "-"], ["slot_taken", "slot_taken"],
      ])
    #expect(answer.steps.last?.refusal?.conflict?.unit == DeskFixture.stations[0])
  }

  @Test func `an allowed booking names its units, its state and every limit`() throws {
    let desk = DeskFixture(
      policy: BookingPolicy(durationMinutes: 60...120, approval: true))
    let answer = try explain(desk, desk.ask("2026-11-03T10:00", minutes: 60))
    #expect(answer.isBookable && answer.status == .requested)
    #expect(answer.units == [DeskFixture.stations[0]])
    for language in Language.allCases {
      let lines = answer.lines(in: language, zone: desk.venue.zone)
      #expect(lines.count == 9)
      #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("✓ ") })
      #expect(!lines.contains { $0.contains("{") || $0.contains("why.") }, "\(lines)")
    }
  }

  @Test(arguments: 0..<20)
  func `an explanation never disagrees with the decision`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var desk = DeskFixture(
      hours: DeskFixture.every(Weekday.allCases, "09:00-20:00"),
      needs: [.any(count: Int.random(in: 1...3, using: &random), of: DeskFixture.stations)],
      policy: BookingPolicy(
        durationMinutes: 60...180, lead: .hours(6), horizonDays: 40,
        approval: Bool.random(using: &random)))
    for unit in ["A", "B", "C"] {
      let hour = Int.random(in: 9...17, using: &random)
      desk.take(unit, "2026-10-20T\(hour):00", "2026-10-20T\(hour + 2):00")
    }
    for _ in 0..<60 {
      let day = ["2026-10-01", "2026-10-20", "2026-11-30"].randomElement(using: &random)!
      let (hour, minute) = (
        Int.random(in: 10...21, using: &random), [0, 10, 30].randomElement(using: &random)!
      )
      let request = desk.ask(
        "\(day)T\(hour):\(minute == 0 ? "00" : "\(minute)")",
        minutes: 30 * Int.random(in: 1...8, using: &random))
      let answer = try explain(desk, request)
      switch desk.decide(request) {
      case .success(let decision):
        #expect(answer.isBookable && answer.units == decision.units)
        #expect(answer.status == decision.status)
      case .failure(let refused):
        #expect(!answer.isBookable && answer.units.isEmpty && answer.status == nil)
        #expect(answer.steps.compactMap(\.refusal).first == refused.refusal)
      }
    }
  }

  @Test func `the sentences agree in every language`() {
    #expect(answerMessages.disagreements() == [])
  }
}
