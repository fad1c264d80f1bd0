/// An iCalendar object of ours: a feed, an export or one step of an invitation.
public struct CalendarDocument: Hashable, Sendable {
  /// What the receiver is to do (RFC 5546 §1.4).
  public enum Method: String, Sendable {
    case publish = "PUBLISH"
    case request = "REQUEST"
    case cancel = "CANCEL"
  }

  /// What the receiver is to do.
  public let method: Method
  /// What programs show as the calendar's name.
  public let name: String
  /// The zone its times are in.
  public let zone: VenueZone
  /// The events.
  public let events: [CalendarEvent]

  /// Describes an object.
  public init(method: Method, name: String, zone: VenueZone, events: [CalendarEvent]) {
    self.method = method
    self.name = name
    self.zone = zone
    self.events = events
  }

  /// The object's text.
  ///
  /// - Parameter stampUTC: DTSTAMP. A feed gives one that changes only with its content, so that
  ///   equal content has equal bytes and an ETag holds.
  /// - Returns: lines of at most 75 octets, CRLF after each.
  public func text(stampUTC: Int) -> String {
    typealias Line = ICalendarProperty
    var calendar = ICalendarComponent(
      "VCALENDAR",
      properties: [
        Line("VERSION", raw: "2.0"), Line("PRODID", raw: "-//Studio//Studio//EN"),
        Line("CALSCALE", raw: "GREGORIAN"), Line("METHOD", raw: method.rawValue),
      ])
    if method == .publish {
      // RFC 7986 §5.1 and §5.7, and the older names that programs still read.
      calendar.properties += [
        Line("NAME", text: name), Line("X-WR-CALNAME", text: name),
        Line("X-WR-TIMEZONE", raw: zone.identifier),
        Line("REFRESH-INTERVAL", [Line.Parameter("VALUE", "DURATION")], raw: "PT15M"),
        Line("X-PUBLISHED-TTL", raw: "PT15M"),
      ]
    }
    if let first = events.map(\.startUTC).min(), let last = events.map(\.endUTC).max() {
      calendar.children = [
        VTimezone.component(
          zone, covering: UTCInterval(startUTC: first, endUTC: max(last, first + 1)))
      ]
    }
    calendar.children += events.map { $0.component(zone: zone, stampUTC: stampUTC) }
    return ICalendarWriter.text(of: calendar)
  }
}
