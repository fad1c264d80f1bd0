import StudioBooking
import Testing

@Suite struct TimeAxisTests {
  static let zone = VenueZone(identifier: "Europe/Brussels")!

  static func day(_ date: String) -> UTCInterval {
    zone.interval(from: CivilDate(date)!, days: 1)
  }

  @Test(arguments: [("2026-10-25", 50), ("2027-03-28", 46), ("2026-12-01", 48)])
  func `scenario 7: a day in half hours has as many columns as real half hours`(
    date: String, columns: Int
  ) {
    let axis = TimeAxis(Self.day(date), minutesPerColumn: 30, zone: Self.zone)
    #expect(axis.columns == columns)
    // 69 columns are what an 80-column terminal leaves beside the names.
    #expect(TimeAxis(Self.day(date), columns: 69, zone: Self.zone) == axis)
    let starts = (0..<columns).map { Self.zone.zoned(axis.interval(ofColumn: $0).startUTC) }
    #expect(Set(starts.map { ClockLabel.text($0, in: Self.zone) }).count == columns)
    #expect(axis.interval(ofColumn: columns - 1).endUTC == Self.day(date).endUTC)
  }

  @Test(arguments: [24, 30, 46, 50, 69, 100, 144, 200, 300])
  func `hours of both clock-change nights are unambiguous at any width`(columns: Int) {
    let long = TimeAxis(Self.day("2026-10-25"), columns: columns, zone: Self.zone).labels
    // Columns of an hour have room for one letter each; longer ones show no hours at all.
    let wanted = columns < 25 ? [] : columns < 50 ? ["A", "B"] : ["2A", "2B"]
    #expect(long.map(\.text).filter { $0.hasSuffix("A") || $0.hasSuffix("B") } == wanted)
    #expect(!long.contains { $0.text == "02" })
    let short = TimeAxis(Self.day("2027-03-28"), columns: columns, zone: Self.zone).labels
    #expect(!short.contains { $0.text.hasPrefix("02") || $0.text.hasPrefix("2A") })
    for labels in [long, short] {
      #expect(Set(labels.map(\.text)).count == labels.count)
      for (one, next) in zip(labels, labels.dropFirst()) {
        let touch = next.text.hasSuffix("B") ? 0 : 1
        #expect(one.column + one.text.count + touch <= next.column, "\(columns): \(labels)")
      }
    }
  }

  @Test func `every fitted axis covers its window and fits its columns`() {
    for columns in 1...320 {
      for date in ["2026-10-25", "2027-03-28", "2026-12-01"] {
        let window = Self.day(date)
        let axis = TimeAxis(window, columns: columns, zone: Self.zone)
        #expect(axis.columns <= columns)
        #expect(axis.interval(ofColumn: axis.columns - 1).endUTC >= window.endUTC)
      }
    }
  }

  @Test func `what touches in time touches in columns and never shares one`() {
    let axis = TimeAxis(Self.day("2026-12-01"), minutesPerColumn: 30, zone: Self.zone)
    func columns(_ from: Int, _ to: Int) -> Range<Int>? {
      let start = axis.window.startUTC
      return axis.columns(
        of: UTCInterval(startUTC: start + from * 60, endUTC: start + to * 60))
    }
    #expect(columns(60, 120) == 2..<4)
    #expect(columns(120, 150) == 4..<5)
    #expect(columns(125, 130) == 4..<5)
    #expect(columns(-60, 30) == 0..<1)
    #expect(columns(-60, 0) == nil)
    #expect(columns(1400, 1500) == 46..<48)
  }

  @Test func `a repeated reading carries its offset, any other does not`() {
    let instants = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"]
      .map { Self.zone.zoned(RFC3339.instant($0)!) }
    #expect(
      instants.map { ClockLabel.text($0, in: Self.zone) } == [
        "02:30+02:00", "02:30+01:00", "03:30",
      ])
    #expect(instants.map { ClockLabel.hour($0, in: Self.zone) } == ["2A", "2B", "03"])
  }
}
