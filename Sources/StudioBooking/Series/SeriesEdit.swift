/// Which occurrences an edit of a series concerns.
public enum SeriesScope: String, Sendable, CaseIterable {
  /// One.
  case this
  /// One and all after it.
  case following
  /// All that have not begun yet.
  case all
}

/// What an edit of a series did.
public struct SeriesOutcome: Sendable, Encodable {
  /// The series as it is now.
  public let series: Series
  /// The new series that carries what follows, when the edit split it.
  public let continued: Series?
  /// Reservations that changed.
  public let changed: [Reservation]
  /// Reservations that stayed as they are: moved by hand, begun, or not possible at the new time.
  public let kept: [Kept]

  /// A reservation an edit left alone.
  public struct Kept: Hashable, Sendable, Codable {
    /// Its number.
    public let reservation: String
    /// Why: `moved`, `begun`, or the code of a refusal.
    public let reason: String

    /// Names a reservation and a reason.
    public init(_ id: ReservationID, _ reason: String) {
      reservation = id.description
      self.reason = reason
    }
  }

  /// Describes an outcome.
  public init(series: Series, continued: Series?, changed: [Reservation], kept: [Kept]) {
    self.series = series
    self.continued = continued
    self.changed = changed
    self.kept = kept
  }
}

/// A date of a series that was skipped and could be booked now.
public struct SeriesOffer: Hashable, Sendable, Encodable {
  /// The series.
  public let series: String
  /// The date, as the series names it.
  public let date: String
  /// When it would be.
  public let startUTC: String
  /// Until when.
  public let endUTC: String
  /// The units it would get.
  public let units: [UnitID]

  /// Describes an offer.
  public init(series: SeriesID, date: LocalDateTime, decision: BookingDecision) {
    self.series = series.description
    self.date = date.description
    startUTC = RFC3339.utc(decision.interval.startUTC)
    endUTC = RFC3339.utc(decision.interval.endUTC)
    units = decision.units
  }
}
