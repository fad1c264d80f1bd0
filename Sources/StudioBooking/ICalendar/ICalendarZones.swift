/// The zones of a file that others wrote, by TZID.
struct ICalendarZones {
  /// How a reading becomes an instant.
  enum Zone {
    /// A zone this machine knows.
    case known(VenueZone)
    /// A zone the file itself describes.
    case described([Observance])

    /// The instant of a reading: the first of two, nil for one that does not exist.
    func instant(_ local: LocalDateTime) -> Int? {
      switch self {
      case .known(let zone): return RecurrenceSet.instant(local, .first, in: zone)
      case .described(let observances):
        // The observance whose onset is the last one before; RFC 5545 §3.6.5.
        let before = observances.flatMap { observance in
          observance.lastOnset(before: local).map { [($0, observance.offsetTo)] } ?? []
        }
        let offset =
          before.max { $0.0 < $1.0 }?.1 ?? observances.first?.offsetFrom ?? 0
        return local.secondsSinceEpoch - offset
      }
    }
  }

  /// One STANDARD or DAYLIGHT of a VTIMEZONE.
  struct Observance {
    let start: LocalDateTime
    let rule: RecurrenceRule?
    let added: [LocalDateTime]
    let offsetFrom: Int
    let offsetTo: Int

    func lastOnset(before local: LocalDateTime) -> LocalDateTime? {
      guard start <= local else { return nil }
      var last = start
      if let rule {
        for date in RecurrenceDates(rule, from: beginning(of: rule, near: local)) {
          let onset = LocalDateTime(date: date, secondOfDay: start.secondOfDay)
          if onset > local { break }
          if case .untilUTC(let until) = rule.end, onset.secondsSinceEpoch - offsetFrom > until {
            break
          }
          last = max(last, onset)
        }
      }
      return max(last, added.filter { $0 <= local }.max() ?? last)
    }

    /// Where to begin to look: descriptions that begin in 1601 are common, and only the last two
    /// years matter to a rule of every year.
    private func beginning(of rule: RecurrenceRule, near local: LocalDateTime) -> CivilDate {
      var isCounted = false
      if case .count = rule.end { isCounted = true }
      let (_, month, day) = start.date.parts
      guard rule.frequency == .yearly, rule.interval == 1, !isCounted,
        let near = CivilDate(year: local.date.parts.year - 2, month: month, day: day)
      else { return start.date }
      return max(start.date, near)
    }
  }

  private let described: [String: Zone]
  private let venue: VenueZone

  init(_ calendar: ICalendarComponent, venue: VenueZone) {
    self.venue = venue
    var found: [String: Zone] = [:]
    for zone in calendar.children where zone.name == "VTIMEZONE" {
      guard let id = zone.property("TZID")?.value else { continue }
      let observances = zone.children.compactMap(Self.observance)
      if !observances.isEmpty { found[id] = .described(observances) }
    }
    described = found
  }

  /// The zone a line names: one this machine knows by that name or by its end
  /// (`/mozilla.org/20050126_1/Europe/Brussels`), else the file's description, else the venue's.
  func zone(_ id: String?) -> Zone {
    guard let id else { return .known(venue) }
    if let known = VenueZone(identifier: id) { return .known(known) }
    let parts = id.split(separator: "/")
    if parts.count > 2, let known = VenueZone(identifier: parts.suffix(2).joined(separator: "/")) {
      return .known(known)
    }
    return described[id] ?? .known(venue)
  }

  private static func observance(_ component: ICalendarComponent) -> Observance? {
    guard
      case .local(let start)? = component.property("DTSTART").flatMap({
        ICalendarTime.value($0.value)
      }), let from = component.property("TZOFFSETFROM").flatMap({ offset($0.value) }),
      let to = component.property("TZOFFSETTO").flatMap({ offset($0.value) })
    else { return nil }
    let added = component.properties("RDATE").flatMap { $0.value.split(separator: ",") }
      .compactMap { text -> LocalDateTime? in
        if case .local(let local)? = ICalendarTime.value(text) { return local }
        return nil
      }
    // `try?`: a rule that cannot be read leaves the zone with its first change, which is still
    // nearer than the venue's own zone.
    let rule = component.property("RRULE").flatMap { try? RecurrenceRule(text: $0.value) }
    return Observance(start: start, rule: rule, added: added, offsetFrom: from, offsetTo: to)
  }

  /// Seconds of `+0100` or `-043000`.
  private static func offset(_ text: String) -> Int? {
    let digits = text.dropFirst()
    guard let sign = text.first, sign == "+" || sign == "-", [4, 6].contains(digits.count),
      let number = Int(digits)
    else { return nil }
    let parts = digits.count == 4 ? number * 100 : number
    let seconds = parts / 10_000 * 3600 + parts / 100 % 100 * 60 + parts % 100
    return sign == "-" ? -seconds : seconds
  }
}
