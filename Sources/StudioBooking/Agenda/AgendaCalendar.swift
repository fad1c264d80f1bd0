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
    let lines =
      [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Studio//Agenda//FR", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name))",
        "X-WR-TIMEZONE:\(agenda.zone.identifier)",
      ] + agenda.events.flatMap(event) + ["END:VCALENDAR"]
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private func event(_ event: Agenda.Event) -> [String] {
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
    return [
      "BEGIN:VEVENT",
      // The instant of the announcement never changes, so the UID is one for life.
      "UID:\(event.id)-\(event.publishedUTC)@agenda.studio",
      "DTSTAMP:\(Self.instant(event.publishedUTC))", "SEQUENCE:\(event.sequence)",
      "DTSTART:\(Self.instant(event.start.utc))", "DTEND:\(Self.instant(event.end.utc))",
      "SUMMARY:\(Self.escaped(details.title))", "LOCATION:\(Self.escaped(places))",
      "STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")",
      "URL:\(details.url ?? "\(address)/agenda/#\(event.id)")",
    ] + (description.isEmpty ? [] : ["DESCRIPTION:\(Self.escaped(description))"]) + ["END:VEVENT"]
  }

  /// `20261202T130000Z`.
  private static func instant(_ utc: Int) -> String {
    RFC3339.utc(utc).filter { $0 != "-" && $0 != ":" }
  }

  /// Escapes a TEXT value (§3.3.11) and drops the control characters it does not allow.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
      case "\n": escaped.append(contentsOf: ["\\", "n"])
      default: if scalar.value >= 0x20, scalar.value != 0x7F { escaped.append(scalar) }
      }
    }
    return String(escaped)
  }

  /// Folds a content line at 75 octets (§3.1) without cutting a character.
  static func folded(_ line: String) -> String {
    var folded = ""
    var octets = 0
    for character in line {
      let width = character.utf8.count
      if octets + width > 75 {
        folded += "\r\n "
        octets = 1
      }
      folded.append(character)
      octets += width
    }
    return folded
  }
}
