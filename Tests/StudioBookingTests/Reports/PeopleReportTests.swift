import Foundation
import StudioTestSupport
import Testing

@testable import StudioBooking

@Suite struct PeopleReportTests {
  static let period = ReportPeriod("2026-11")!

  func visit(_ person: Int, _ age: String?, _ postcode: String?) -> SubsidyReport.Visit {
    SubsidyReport.Visit(
      person: PersonID(person), ageBand: age, postcode: postcode, people: 1, seconds: 3600)
  }

  @Test func `small groups are merged and one small group takes the smallest other along`() {
    let visits =
      (1...8).map { visit($0, "12-15", "6900") } + (11...16).map { visit($0, "16-25", "6900") }
      + [visit(21, "65+", "5580"), visit(21, "65+", "5580")]
    let report = SubsidyReport(Self.period, visits)
    #expect(report.total.persons == 15 && report.total.entries == 16)
    // One senior alone would be the difference of the total and the other lines.
    #expect(report.byAgeBand.map(\.text) == ["12-15", "other"])
    #expect(report.byAgeBand.map(\.count.persons) == [8, 7])
    #expect(report.byPostcode.map(\.text) == ["other"])
  }

  @Test func `those who come along count in their own band`() {
    let visits = (1...6).map { number in
      SubsidyReport.Visit(
        person: PersonID(number), ageBand: "25-64", postcode: "6900", people: 4, seconds: 7200,
        party: ["6-11", "6-11"])
    }
    let report = SubsidyReport(Self.period, visits)
    #expect(report.total.entries == 24 && report.total.persons == 6)
    #expect(report.byAgeBand.map(\.text) == ["25-64", "6-11"])
    #expect(report.byAgeBand.map(\.count.entries) == [12, 12])
    #expect(report.byAgeBand.map(\.count.seconds) == [43_200, 43_200])
    #expect(report.byPostcode.map(\.count.entries) == [24])
  }

  @Test func `fewer people than a line may have are not broken down at all`() {
    let report = SubsidyReport(Self.period, (1...4).map { visit($0, "12-15", "6900") })
    #expect(report.total.persons == 4)
    #expect(report.byAgeBand.isEmpty && report.byPostcode.isEmpty)
  }

  @Test(arguments: 0..<40)
  func `no line holds fewer people than allowed and nothing is lost`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let smallest = [5, 5, 8].randomElement(using: &random)!
    let people = (0..<Int.random(in: 1...80, using: &random)).map { number in
      (
        number, [nil, "0-11", "12-15", "16-25", "65+"].randomElement(using: &random)!,
        "\(6900 + Int.random(in: 0..<Int.random(in: 1...20, using: &random), using: &random))"
      )
    }
    let visits = (0..<200).map { _ in
      let (number, age, postcode) = people.randomElement(using: &random)!
      return SubsidyReport.Visit(
        person: PersonID(number + 1), ageBand: age, postcode: postcode,
        people: Int.random(in: 1...4, using: &random),
        seconds: 1800 * Int.random(in: 1...6, using: &random))
    }
    let report = SubsidyReport(Self.period, visits, smallest: smallest)
    for rows in [report.byAgeBand, report.byPostcode] {
      #expect(rows.allSatisfy { $0.count.persons >= smallest })
      guard report.total.persons >= smallest else {
        #expect(rows.isEmpty)
        continue
      }
      #expect(rows.reduce(0) { $0 + $1.count.persons } == report.total.persons)
      #expect(rows.reduce(0) { $0 + $1.count.entries } == report.total.entries)
      #expect(rows.reduce(0) { $0 + $1.count.seconds } == report.total.seconds)
    }
  }

  @Test func `nobody can ask for smaller lines`() {
    #expect(SubsidyReport(Self.period, [], smallest: 1).smallest == 5)
  }

  @Test func `no-shows are counted against what somebody noted`() {
    func outcome(_ offering: String, _ person: Int, _ status: ReservationStatus)
      -> NoShowReport.Outcome
    {
      NoShowReport.Outcome(
        offering: OfferingID(rawValue: offering), person: PersonID(person), status: status,
        seconds: 3600)
    }
    let report = NoShowReport(
      Self.period,
      [
        outcome("a", 1, .noShow), outcome("a", 1, .noShow), outcome("a", 2, .completed),
        outcome("a", 3, .checkedIn), outcome("a", 3, .confirmed), outcome("b", 2, .noShow),
        outcome("c", 4, .confirmed),
      ])
    #expect(report.rows.map { $0.offering?.rawValue } == ["a", "b", "c"])
    #expect(report.rows.map(\.share) == [0.5, 1, nil])
    #expect(report.total.noShows == 3 && report.total.unnoted == 2)
    #expect(report.repeated == [.init(person: PersonID(1), noShows: 2)])
    #expect(!report.csv.text.contains("P-"))
  }

  @Test(
    .needsPython)
  func `CSV is read back field by field by Python's csv module`() throws {
    let hostile = [
      "plain", "with, comma", "quote \" inside", "two\r\nlines", "Zoë Čapek-d'Ursel 🎙️ / مريم", "",
      " leading", "-5", "-5.25",
    ]
    let table = CSVTable(
      header: ["first", "se\"cond"], rows: hostile.map { [$0, "x"] } + [["=1+1", "@cmd"]])
    #expect(table.text.hasSuffix("\r\n"))
    let folder = try TemporaryFolder()
    let file = folder.file("table.csv")
    try Data(table.text.utf8).write(to: file)
    let result = try PythonTool.run([
      "-c",
      """
      import csv, json, sys
      print(json.dumps(list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8"), strict=True))))
      """, file.path,
    ])
    let read = try JSONDecoder().decode([[String]].self, from: Data(result.standardOutput.utf8))
    #expect(read.first == table.header)
    #expect(read.dropFirst().dropLast().map { $0[0] } == hostile)
    #expect(read.last == ["'=1+1", "'@cmd"])
  }
}
