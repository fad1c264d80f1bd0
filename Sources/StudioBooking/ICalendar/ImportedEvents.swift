/// The events of another system's export, occurrence by occurrence.
public struct ImportedEvents: Hashable, Sendable {
  /// One occurrence.
  public struct Occurrence: Hashable, Sendable {
    /// The event's name for life.
    public let uid: String
    /// Which occurrence of it, in UTC; empty for an event that happens once.
    public let recurrence: String
    /// When it is.
    public let interval: UTCInterval
    /// What it is about.
    public let summary: String?
  }

  /// Something that could not be taken over as it stands.
  public struct Problem: Hashable, Sendable, Encodable {
    /// The event's name.
    public let uid: String
    /// The line that says it.
    public let line: String
  }

  /// The occurrences by start, those that begin within the window.
  public let occurrences: [Occurrence]
  /// What could not be taken over.
  public let problems: [Problem]

  /// Reads the events of a file.
  ///
  /// Cancelled events are left out; an event that replaces an occurrence (RECURRENCE-ID) does so.
  /// Whole-day events take the venue's whole days.
  ///
  /// - Parameters:
  ///   - content: what was in the file.
  ///   - zone: the venue's zone, for times without one.
  ///   - window: which starts are wanted; rules without end stop there.
  public init(_ content: ICalendarReader.Content, zone: VenueZone, window: UTCInterval) {
    var found: [String: Occurrence] = [:]
    var problems: [Problem] = []
    var replacements: [(key: String, occurrence: Occurrence?)] = []
    for calendar in content.components where calendar.name == "VCALENDAR" {
      let zones = ICalendarZones(calendar, venue: zone)
      for component in calendar.children where component.name == "VEVENT" {
        let event = ImportedEvent(component, zones: zones, venue: zone)
        problems += event.problems
        if let id = event.replaced {
          let single = event.isCancelled ? nil : event.occurrences(before: window.endUTC).first
          replacements.append((event.key(id), single.map { $0.named(event.uid, id) }))
        } else if !event.isCancelled {
          for occurrence in event.occurrences(before: window.endUTC) {
            found[event.key(occurrence.interval.startUTC)] = occurrence
          }
          problems += event.ruleProblems
        }
      }
    }
    for (key, occurrence) in replacements { found[key] = occurrence }
    occurrences = found.values
      .filter { window.startUTC <= $0.interval.startUTC && $0.interval.startUTC < window.endUTC }
      .sorted { ($0.interval.startUTC, $0.uid) < ($1.interval.startUTC, $1.uid) }
    self.problems = problems
  }
}

extension ImportedEvents.Occurrence {
  fileprivate func named(_ uid: String, _ startUTC: Int) -> Self {
    Self(
      uid: uid, recurrence: ICalendarTime.text(utc: startUTC), interval: interval,
      summary: summary)
  }
}

/// One VEVENT of another system.
private struct ImportedEvent {
  let uid: String
  let isCancelled: Bool
  /// The instant of the occurrence this event replaces.
  let replaced: Int?
  private(set) var problems: [ImportedEvents.Problem] = []
  private(set) var ruleProblems: [ImportedEvents.Problem] = []
  private var set: RecurrenceSet?
  private let zone: ICalendarZones.Zone
  private var startUTC: Int?
  private var days = 0
  private var seconds = 0
  private let summary: String?

  init(_ component: ICalendarComponent, zones: ICalendarZones, venue: VenueZone) {
    uid = component.property("UID")?.text ?? ""
    isCancelled = component.property("STATUS")?.value.uppercased() == "CANCELLED"
    summary = component.property("SUMMARY")?.text
    let start = component.property("DTSTART")
    // An event in UTC repeats in UTC; any other on the clock of its zone.
    let isInUTC = start.map { $0.value.hasSuffix("Z") || $0.value.hasSuffix("z") } ?? false
    zone = zones.zone(isInUTC ? "UTC" : start?.parameter("TZID"))
    replaced = component.property("RECURRENCE-ID").flatMap { Self.instant($0, zones) }
    guard let start, let first = Self.reading(start, zone, venue),
      let utc = Self.instant(start, zones)
    else {
      problems.append(.init(uid: uid, line: start?.value ?? "DTSTART"))
      return
    }
    startUTC = utc
    readLength(component, start, first, zones)
    readRule(component, first, zones, venue)
  }

  func key(_ startUTC: Int) -> String { "\(uid)|\(startUTC)" }

  /// Every occurrence that begins before an instant.
  func occurrences(before end: Int) -> [ImportedEvents.Occurrence] {
    guard let set, let startUTC, let lengths = Optional((days, seconds)), days + seconds > 0 else {
      return []
    }
    // `try?`: a set too long is reported by `readRule`; what is left is its first occurrence.
    let found = try? set.times(before: end) { zone.instant($0) }
    let times = found?.times ?? [RecurrenceSet.Time(local: set.start, utc: startUTC)]
    let isSingle = set.rule == nil && set.added.isEmpty
    return times.compactMap { time -> ImportedEvents.Occurrence? in
      let endLocal = LocalDateTime(
        date: time.local.date.adding(days: lengths.0), secondOfDay: time.local.secondOfDay)
      // Days are counted on the clock, hours are real (RFC 5545 §3.3.6).
      let base = lengths.0 == 0 ? time.utc : zone.instant(endLocal) ?? time.utc + lengths.0 * 86_400
      let endUTC = base + lengths.1
      guard endUTC > time.utc else { return nil }
      return ImportedEvents.Occurrence(
        uid: uid, recurrence: isSingle ? "" : ICalendarTime.text(utc: time.utc),
        interval: UTCInterval(startUTC: time.utc, endUTC: endUTC), summary: summary)
    }
  }

  private mutating func readLength(
    _ component: ICalendarComponent, _ start: ICalendarProperty, _ first: LocalDateTime,
    _ zones: ICalendarZones
  ) {
    let isWholeDay = start.value.utf8.count == 8
    if let end = component.property("DTEND") {
      if isWholeDay, case .date(let date)? = ICalendarTime.value(end.value) {
        days = max(1, date.dayNumber - first.date.dayNumber)
      } else if let utc = Self.instant(end, zones), let startUTC {
        seconds = utc - startUTC
      }
    } else if let duration = component.property("DURATION"),
      let parts = ICalendarDuration.parts(duration.value)
    {
      (days, seconds) = parts
    } else if isWholeDay {
      days = 1
    }
    if days + seconds <= 0 {
      problems.append(.init(uid: uid, line: component.property("DTEND")?.value ?? "DTEND"))
    }
  }

  private mutating func readRule(
    _ component: ICalendarComponent, _ first: LocalDateTime, _ zones: ICalendarZones,
    _ venue: VenueZone
  ) {
    var rule: RecurrenceRule?
    if let line = component.property("RRULE") {
      do throws(Refusal) {
        rule = try RecurrenceRule(text: line.value)
        if case .count(let count)? = rule?.end, count > RecurrenceSet.longest {
          ruleProblems.append(.init(uid: uid, line: line.value))
        }
      } catch {
        ruleProblems.append(.init(uid: uid, line: line.value))
      }
    }
    func readings(_ name: String) -> [LocalDateTime] {
      component.properties(name).flatMap { property in
        property.value.split(separator: ",").compactMap { text in
          let one = ICalendarProperty(name, property.parameters, raw: String(text))
          return Self.reading(one, zone, venue, secondOfDay: first.secondOfDay)
        }
      }
    }
    set = RecurrenceSet(
      start: first, rule: rule, added: readings("RDATE"), excluded: Set(readings("EXDATE")))
  }

  /// What the event's own clock shows; a bare date stands for a second of that day.
  private static func reading(
    _ property: ICalendarProperty, _ zone: ICalendarZones.Zone, _ venue: VenueZone,
    secondOfDay: Int = 0
  ) -> LocalDateTime? {
    switch ICalendarTime.value(property.value) {
    case .date(let date): return LocalDateTime(date: date, secondOfDay: secondOfDay)
    case .local(let local): return local
    case .utc(let utc):
      if case .known(let known) = zone { return known.local(atUTC: utc) }
      return venue.local(atUTC: utc)
    case nil: return nil
    }
  }

  private static func instant(_ property: ICalendarProperty, _ zones: ICalendarZones) -> Int? {
    switch ICalendarTime.value(property.value) {
    case .utc(let utc): utc
    case .local(let local): zones.zone(property.parameter("TZID")).instant(local)
    case .date(let date):
      zones.zone(property.parameter("TZID")).instant(LocalDateTime(date: date, secondOfDay: 0))
    case nil: nil
    }
  }
}
