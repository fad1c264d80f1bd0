/// One event as calendar programs see it (RFC 5545 §3.6.1).
public struct CalendarEvent: Hashable, Sendable {
  /// Whether it takes place.
  public enum Status: String, Sendable {
    case confirmed = "CONFIRMED"
    case tentative = "TENTATIVE"
    case cancelled = "CANCELLED"
  }

  /// Somebody in an invitation.
  public struct Party: Hashable, Sendable {
    /// The name people read.
    public let name: String
    /// The e-mail address.
    public let email: String

    /// Names somebody.
    public init(name: String, email: String) {
      self.name = name
      self.email = email
    }
  }

  /// The name for life.
  public let uid: String
  /// Rises with every change.
  public let sequence: Int
  /// The start, UTC seconds since 1970.
  public let startUTC: Int
  /// The end.
  public let endUTC: Int
  /// What people read first.
  public let summary: String
  /// Whether it takes place.
  public let status: Status
  /// Where.
  public var location: String?
  /// More words.
  public var details: String?
  /// Who invites.
  public var organizer: Party?
  /// Whose reservation it is; they come, since they booked.
  public var attendee: Party?
  /// Who else is invited; whether they come is not known.
  public var guests: [Party] = []
  /// How it repeats; its end is written in UTC as §3.3.10 asks.
  public var rule: RecurrenceRule?
  /// EXDATE.
  public var excluded: [LocalDateTime] = []
  /// RDATE.
  public var added: [LocalDateTime] = []
  /// Which occurrence of the series this event replaces.
  public var recurrenceID: LocalDateTime?

  /// Describes an event.
  public init(
    uid: String, sequence: Int, startUTC: Int, endUTC: Int, summary: String,
    status: Status = .confirmed
  ) {
    self.uid = uid
    self.sequence = sequence
    self.startUTC = startUTC
    self.endUTC = endUTC
    self.summary = summary
    self.status = status
  }
}

extension CalendarEvent {
  /// The VEVENT.
  func component(zone: VenueZone, stampUTC: Int) -> ICalendarComponent {
    typealias Line = ICalendarProperty
    let inZone = [Line.Parameter("TZID", zone.identifier)]
    var lines = [
      Line("UID", text: uid), Line("SEQUENCE", raw: String(sequence)),
      Line("DTSTAMP", raw: ICalendarTime.text(utc: stampUTC)),
      time("DTSTART", startUTC, zone), time("DTEND", endUTC, zone),
    ]
    if let recurrenceID {
      lines.append(Line("RECURRENCE-ID", inZone, raw: ICalendarTime.text(recurrenceID)))
    }
    if let rule { lines.append(Line("RRULE", raw: rule.endingInUTC(zone).description)) }
    lines += excluded.map { Line("EXDATE", inZone, raw: ICalendarTime.text($0)) }
    lines += added.map { Line("RDATE", inZone, raw: ICalendarTime.text($0)) }
    lines += [Line("SUMMARY", text: summary), Line("STATUS", raw: status.rawValue)]
    if let location { lines.append(Line("LOCATION", text: location)) }
    if let details { lines.append(Line("DESCRIPTION", text: details)) }
    if let organizer {
      lines.append(
        Line(
          "ORGANIZER", [Line.Parameter("CN", organizer.name)], raw: "mailto:\(organizer.email)"))
    }
    lines += [attendee].compactMap(\.self).map { Self.line($0, "ACCEPTED") }
    lines += guests.map { Self.line($0, "NEEDS-ACTION") }
    return ICalendarComponent("VEVENT", properties: lines)
  }

  /// Nobody reads replies here, so none is asked for (RFC 5545 §3.2.17).
  private static func line(_ party: Party, _ participation: String) -> ICalendarProperty {
    typealias Parameter = ICalendarProperty.Parameter
    return ICalendarProperty(
      "ATTENDEE",
      [
        Parameter("CN", party.name), Parameter("ROLE", "REQ-PARTICIPANT"),
        Parameter("PARTSTAT", participation), Parameter("RSVP", "FALSE"),
      ], raw: "mailto:\(party.email)")
  }

  /// A time on the zone's clock; in UTC where the clock shows one of the event's times twice.
  ///
  /// A reading with TZID means the first of two (RFC 5545 §3.3.5), and programs that compare
  /// readings take 02:30 before the change for later than 02:00 after it. Only an event with a rule
  /// keeps its clock, for the rule needs it.
  private func time(_ name: String, _ utc: Int, _ zone: VenueZone) -> ICalendarProperty {
    func isShownTwice(_ utc: Int) -> Bool {
      if case .ambiguous = zone.resolve(zone.local(atUTC: utc)) { return true }
      return false
    }
    let local = zone.local(atUTC: utc)
    let keepsClock =
      rule == nil
      ? !isShownTwice(startUTC) && !isShownTwice(endUTC) : zone.earliestUTC(local) == utc
    if keepsClock {
      return ICalendarProperty(
        name, [ICalendarProperty.Parameter("TZID", zone.identifier)],
        raw: ICalendarTime.text(local))
    }
    return ICalendarProperty(name, raw: ICalendarTime.text(utc: utc))
  }
}

extension RecurrenceRule {
  /// The same rule with UNTIL in UTC, as it must be beside a DTSTART with a zone.
  func endingInUTC(_ zone: VenueZone) -> Self {
    var rule = self
    switch end {
    case .untilDate(let date):
      rule.end = .untilUTC(zone.latestUTC(LocalDateTime(date: date, secondOfDay: 86_399)))
    case .untilLocal(let local): rule.end = .untilUTC(zone.latestUTC(local))
    case .never, .count, .untilUTC: break
    }
    return rule
  }
}
