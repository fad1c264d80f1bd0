public import Localization

/// The agenda as an iCalendar file to subscribe to (RFC 5545, METHOD:PUBLISH).
///
/// Times are UTC instants (§3.3.5, form 2), so that no reader needs a zone's rules to be right.
public struct AgendaCalendar: Sendable {
  private let agenda: Agenda
  private let language: Language
  private let address: String

  /// Prepares a calendar.
  ///
  /// - Parameters:
  ///   - agenda: the events.
  ///   - language: the language of places and labels.
  ///   - base: the venue's public address, without a final slash.
  public init(_ agenda: Agenda, in language: Language, base: String) {
    self.agenda = agenda
    self.language = language
    address = base
  }

  /// The document; equal for equal events.
  public var text: String {
    let name = answerMessages.text(
      "agenda.title", in: language, ["venue": agenda.venue.text(in: language)])
    typealias Line = ICalendarProperty
    return ICalendarWriter.text(
      of: ICalendarComponent(
        "VCALENDAR",
        properties: [
          Line("VERSION", raw: "2.0"), Line("PRODID", raw: "-//Studio//Agenda//FR"),
          Line("CALSCALE", raw: "GREGORIAN"), Line("METHOD", raw: "PUBLISH"),
          Line("X-WR-CALNAME", text: name), Line("X-WR-TIMEZONE", raw: agenda.zone.identifier),
        ],
        children: agenda.events.map(component)))
  }

  private func component(_ event: Agenda.Event) -> ICalendarComponent {
    typealias Line = ICalendarProperty
    let details = event.publicity
    let organiser = details.organiser.map {
      answerMessages.text("agenda.organiser", in: language, ["name": $0])
    }
    let seats = details.seats.map {
      answerMessages.text("agenda.seats", in: language, ["count": String($0)])
    }
    let description = [details.summary, details.audience, organiser, seats].compactMap(\.self)
      .joined(separator: "\n")
    let places = event.places.map { $0.text(in: language) }.joined(separator: ", ")
    var lines = [
      // The instant of the announcement never changes, so the UID is one for life.
      Line("UID", raw: "\(event.id)-\(event.publishedUTC)@agenda.studio"),
      Line("DTSTAMP", raw: ICalendarTime.text(utc: event.publishedUTC)),
      Line("SEQUENCE", raw: String(event.sequence)),
      Line("DTSTART", raw: ICalendarTime.text(utc: event.start.utc)),
      Line("DTEND", raw: ICalendarTime.text(utc: event.end.utc)),
      Line("SUMMARY", text: details.title), Line("LOCATION", text: places),
      Line("STATUS", raw: event.isCancelled ? "CANCELLED" : "CONFIRMED"),
      Line("URL", raw: details.url ?? "\(address)/agenda/#\(event.id)"),
    ]
    if !description.isEmpty { lines.append(Line("DESCRIPTION", text: description)) }
    return ICalendarComponent("VEVENT", properties: lines)
  }
}
