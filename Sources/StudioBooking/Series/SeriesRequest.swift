/// A recurring reservation as a person asks for it.
public struct SeriesRequest: Hashable, Sendable {
  /// What becomes of dates that cannot be booked.
  public enum OnConflict: String, Hashable, Sendable {
    /// Nothing is booked at all.
    case refuse
    /// The others are booked; these stay in the list and are offered when they become free.
    case skip
  }

  /// Offering, earliest start, length, person and title of every occurrence.
  public let booking: BookingRequest
  /// How it repeats.
  public let repetition: Repetition
  /// What becomes of dates that cannot be booked.
  public let onConflict: OnConflict

  /// Describes a request.
  public init(
    booking: BookingRequest, repetition: Repetition, onConflict: OnConflict = .refuse
  ) {
    self.booking = booking
    self.repetition = repetition
    self.onConflict = onConflict
  }

  /// One text that is equal exactly when two requests are equal, to recognise a repeated key.
  public var fingerprint: String {
    let parts = [
      "series", booking.fingerprint, repetition.fingerprint, onConflict.rawValue,
    ]
    return parts.map { "\($0.utf8.count):\($0)" }.joined(separator: "|")
  }
}

/// How a reservation repeats, as a person says it.
public struct Repetition: Hashable, Sendable {
  /// The rule.
  public let rule: RecurrenceRule
  /// Dates on which it does not take place.
  public let exceptDates: [CivilDate]
  /// Named day calendars on whose days it does not take place.
  public let exceptCalendars: [String]
  /// Further times.
  public let added: [LocalDateTime]
  /// Whether a COUNT counts excepted dates: so says RFC 5545; people who say "10 times except in the
  /// school holidays" mean ten.
  public let countsExceptions: Bool

  /// Describes a repetition.
  public init(
    rule: RecurrenceRule, exceptDates: [CivilDate] = [], exceptCalendars: [String] = [],
    added: [LocalDateTime] = [], countsExceptions: Bool = false
  ) {
    self.rule = rule
    self.exceptDates = exceptDates
    self.exceptCalendars = exceptCalendars
    self.added = added
    self.countsExceptions = countsExceptions
  }

  var fingerprint: String {
    "\(rule)|\(exceptDates)|\(exceptCalendars)|\(added)|\(countsExceptions)"
  }
}
