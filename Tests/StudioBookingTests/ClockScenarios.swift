import Foundation
import Localization
import StudioBooking

/// What scenarios 1–7 of the acceptance list come to, as one text: the same bytes on every machine.
enum ClockScenarios {
  /// One line an outcome.
  static var text: String {
    (nights + gapAndFold + dayGrids + views).joined(separator: "\n")
  }

  private static func line(_ title: String, _ desk: DeskFixture, _ request: BookingRequest)
    -> String
  {
    switch desk.decide(request) {
    case .success(let decision):
      return "\(title): \(RFC3339.utc(decision.interval.startUTC)) "
        + "\(RFC3339.utc(decision.interval.endUTC)) \(decision.interval.durationSeconds)"
    case .failure(let refused):
      let nearest = desk.alternatives(request).map(\.start.rfc3339)
      return "\(title): \(refused.refusal.message(in: .french)) \(nearest)"
    }
  }

  /// Scenarios 1 and 2.
  private static var nights: [String] {
    let desk = DeskFixture()
    return [
      line("1", desk, desk.ask("2026-10-24T22:00", end: "2026-10-25T04:00")),
      line("2", desk, desk.ask("2027-03-27T22:00", end: "2027-03-28T04:00")),
    ]
  }

  /// Scenarios 3 and 4.
  private static var gapAndFold: [String] {
    let desk = DeskFixture()
    return [
      line("3", desk, desk.ask("2027-03-28T02:30")),
      line("4 first", desk, desk.ask("2026-10-25T02:00+02:00", minutes: 60)),
      line("4 second", desk, desk.ask("2026-10-25T02:00+01:00", minutes: 60)),
      line("4 bare", desk, desk.ask("2026-10-25T02:30", minutes: 30)),
    ]
  }

  /// Scenario 7: the grid and the denominator of utilisation.
  private static var dayGrids: [String] {
    let desk = DeskFixture(policy: BookingPolicy(durationMinutes: 30...30))
    return ["2026-10-25", "2027-03-28", "2026-12-01"].flatMap { date -> [String] in
      let query = AvailabilityQuery(offering: DeskFixture.offering, firstDate: CivilDate(date)!)
      let slots =
        (try? BookingDesk.availability(query, desk.snapshot, nowUTC: desk.nowUTC).slots) ?? []
      let month = ReportPeriod(first: CivilDate(date)!, last: CivilDate(date)!)!
      let use = Utilisation(
        month, by: .unit, space: nil, at: desk.venue, exceptions: [], uses: [])
      return [
        "7 \(date): \(slots.count) \(use.rows[0].openSeconds)",
        slots.map { ClockLabel.text($0.start, in: desk.venue.zone) }.joined(separator: " "),
      ]
    }
  }

  /// Scenarios 5 and 7: what views write above their columns and beside their entries.
  private static var views: [String] {
    let zone = DeskFixture().venue.zone
    let axes = ["2026-10-25", "2027-03-28"].map { date in
      TimeAxis(zone.interval(from: CivilDate(date)!, days: 1), columns: 69, zone: zone).labels
        .map { "\($0.column):\($0.text)" }.joined(separator: " ")
    }
    let tuesdays = ["2026-10-20T17:00:00Z", "2026-10-27T18:00:00Z", "2026-11-03T18:00:00Z"]
      .map { text -> String in
        let instant = zone.zoned(RFC3339.instant(text) ?? 0)
        return HumanTime.longDay(instant.local.date, in: .french) + " "
          + ClockLabel.text(instant, in: zone)
      }
    return axes + tuesdays
  }
}
