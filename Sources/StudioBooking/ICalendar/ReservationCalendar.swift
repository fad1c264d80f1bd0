public import Localization

/// Makes calendar events of reservations and series.
public struct ReservationCalendar: Sendable {
  /// Who may read the calendar.
  public enum Reader: Sendable {
    /// Staff and the owner: offering, title, number.
    case insider
    /// Everybody else: « Occupé », and nothing that names anybody.
    case outsider
  }

  /// What is kept of a reservation besides itself.
  public struct Entry: Hashable, Sendable {
    /// The reservation.
    public let reservation: Reservation
    /// What it is about.
    public let title: String?

    /// Pairs a reservation with its title.
    public init(_ reservation: Reservation, title: String?) {
      self.reservation = reservation
      self.title = title
    }
  }

  private let venue: Venue
  private let domain: String
  private let reader: Reader
  private let language: Language

  /// Prepares a calendar.
  ///
  /// - Parameters:
  ///   - venue: where.
  ///   - domain: the right part of every UID: an identity of the installation that never changes.
  ///   - reader: who may read it.
  ///   - language: the language of its words.
  public init(venue: Venue, domain: String, reader: Reader, language: Language) {
    self.venue = venue
    self.domain = domain
    self.reader = reader
    self.language = language
  }

  /// The event of a reservation that stands alone.
  public func event(_ entry: Entry) -> CalendarEvent {
    let reservation = entry.reservation
    var event = CalendarEvent(
      uid: "\(reservation.id)@\(domain)",
      // Versions begin at 1, sequences at 0 (RFC 5545 §3.8.7.4).
      sequence: reservation.version - 1, startUTC: reservation.start.utc,
      endUTC: reservation.end.utc, summary: summary(reservation.offering, entry.title),
      status: SeriesCalendar.status(of: reservation))
    event.location = location(reservation)
    event.details = details(reservation)
    return event
  }

  /// The events of a series.
  public func events(_ series: Series) -> [CalendarEvent] {
    let frame = SeriesCalendar.Frame(
      uid: "\(series.id)@\(domain)", sequence: series.sequence,
      summary: summary(series.offering, series.title), location: location, details: details)
    return SeriesCalendar.events(series.pattern, series.occurrences, frame, zone: venue.zone)
  }

  private func summary(_ offering: OfferingID, _ title: String?) -> String {
    guard reader == .insider else { return bookingMessages.text("calendar.busy", in: language) }
    let name = venue.offering(offering)?.name.text(in: language) ?? offering.rawValue
    return title.map { "\($0) (\(name))" } ?? name
  }

  private func location(_ reservation: Reservation) -> String? {
    let names = reservation.units.map {
      venue.unit($0)?.name.text(in: language) ?? $0.rawValue
    }
    return "\(names.joined(separator: ", ")), \(venue.name.text(in: language))"
  }

  private func details(_ reservation: Reservation) -> String? {
    reader == .insider ? reservation.id.description : nil
  }
}
