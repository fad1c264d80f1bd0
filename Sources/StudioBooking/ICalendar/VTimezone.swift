import Foundation

/// Describes a zone to calendar programs, from the changes its clock really makes (RFC 5545 §3.6.5).
enum VTimezone {
  /// One change of the clock.
  struct Transition: Hashable {
    let utc: Int
    let offsetFrom: Int
    let offsetTo: Int
    let isDaylight: Bool

    /// What the clock shows at the change, before it changes: the form of DTSTART there.
    var onset: LocalDateTime { LocalDateTime(secondsSinceEpoch: utc + offsetFrom) }
  }

  /// The VTIMEZONE of a zone, right for every instant of an interval and, where the changes follow a
  /// yearly rule, for those after it.
  static func component(_ zone: VenueZone, covering interval: UTCInterval) -> ICalendarComponent {
    // Two years before, so that a change lies before the first event and three make a pattern.
    let changes = transitions(
      of: zone, from: interval.startUTC - 2 * 366 * 86_400, to: interval.endUTC + 400 * 86_400)
    var observances: [ICalendarComponent] = []
    struct Kind: Hashable {
      let from: Int
      let to: Int
      let isDaylight: Bool
    }
    let groups = Dictionary(grouping: changes) {
      Kind(from: $0.offsetFrom, to: $0.offsetTo, isDaylight: $0.isDaylight)
    }
    for (kind, members) in groups.sorted(by: { $0.value[0].utc < $1.value[0].utc }) {
      var lines = [
        ICalendarProperty("DTSTART", raw: ICalendarTime.text(members[0].onset)),
        ICalendarProperty("TZOFFSETFROM", raw: offset(kind.from)),
        ICalendarProperty("TZOFFSETTO", raw: offset(kind.to)),
      ]
      if let rule = yearlyRule(of: members) {
        lines.append(ICalendarProperty("RRULE", raw: rule))
      } else {
        lines += members.dropFirst().map {
          ICalendarProperty("RDATE", raw: ICalendarTime.text($0.onset))
        }
      }
      observances.append(
        ICalendarComponent(kind.isDaylight ? "DAYLIGHT" : "STANDARD", properties: lines))
    }
    if observances.isEmpty {
      let always = offset(zone.offsetSeconds(atUTC: interval.startUTC))
      observances = [
        ICalendarComponent(
          "STANDARD",
          properties: [
            ICalendarProperty("DTSTART", raw: "19700101T000000"),
            ICalendarProperty("TZOFFSETFROM", raw: always),
            ICalendarProperty("TZOFFSETTO", raw: always),
          ])
      ]
    }
    return ICalendarComponent(
      "VTIMEZONE", properties: [ICalendarProperty("TZID", raw: zone.identifier)],
      children: observances)
  }

  /// Every change of the clock in a stretch of time.
  static func transitions(of zone: VenueZone, from start: Int, to end: Int) -> [Transition] {
    // A week is shorter than any zone's pause between two changes that last.
    let step = 7 * 86_400
    var found: [Transition] = []
    var low = start
    while low < end {
      let high = low + step
      let (before, after) = (zone.offsetSeconds(atUTC: low), zone.offsetSeconds(atUTC: high))
      if before != after {
        var (left, right) = (low, high)
        while right - left > 1 {
          let middle = (left + right) / 2
          if zone.offsetSeconds(atUTC: middle) == before { left = middle } else { right = middle }
        }
        found.append(
          Transition(
            utc: right, offsetFrom: before, offsetTo: after,
            isDaylight: zone.timeZone.isDaylightSavingTime(
              for: Date(timeIntervalSince1970: TimeInterval(right)))))
      }
      low = high
    }
    return found
  }

  /// The yearly rule that gives exactly these changes, such as the last Sunday of March.
  private static func yearlyRule(of members: [Transition]) -> String? {
    guard let first = members.first, members.count >= 3 else { return nil }
    let (year, month, day) = first.onset.date.parts
    let length = CivilDate.days(inMonth: month, of: year)
    for ordinal in [-((length - day) / 7 + 1), (day - 1) / 7 + 1] {
      var rule = RecurrenceRule(.yearly)
      rule.months = [month]
      rule.days = [RecurrenceRule.Day(ordinal, first.onset.date.weekday)]
      let dates = RecurrenceDates(rule, from: first.onset.date).prefix(members.count)
      let isSame = zip(dates, members).allSatisfy {
        $0 == $1.onset.date && $1.onset.secondOfDay == first.onset.secondOfDay
      }
      if isSame { return rule.description }
    }
    return nil
  }

  /// `+0100`.
  private static func offset(_ seconds: Int) -> String {
    let size = abs(seconds)
    let clock = padded(size / 3600, to: 2) + padded(size / 60 % 60, to: 2)
    return (seconds < 0 ? "-" : "+") + clock + (size % 60 == 0 ? "" : padded(size % 60, to: 2))
  }
}
