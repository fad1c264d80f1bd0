/// What becomes of the events of another system's export.
public struct CalendarImport: Hashable, Sendable, Encodable {
  /// One event.
  public struct Event: Hashable, Sendable, Encodable {
    /// Its name in the other system.
    public let uid: String
    /// When it is.
    public let startUTC: String
    /// Until when.
    public let endUTC: String
    /// What it is about.
    public let summary: String?
    /// `booked`, `known` (read before), `busy`, or `refused`.
    public let state: String
    /// The reservation it became.
    public let reservation: String?
    /// The claim in the way.
    public let conflict: Conflict?
    /// House rules it does not keep; staff who import set them aside.
    public let setAside: [String]

    /// Describes an event.
    package init(
      _ occurrence: ImportedEvents.Occurrence, state: String, reservation: ReservationID? = nil,
      conflict: Conflict? = nil, setAside: [RefusalCode] = []
    ) {
      uid = occurrence.uid
      startUTC = RFC3339.utc(occurrence.interval.startUTC)
      endUTC = RFC3339.utc(occurrence.interval.endUTC)
      summary = occurrence.summary
      self.state = state
      self.reservation = reservation?.description
      self.conflict = conflict
      self.setAside = setAside.map(\.rawValue)
    }
  }

  /// The events in order.
  public let events: [Event]
  /// What could not be read.
  public let problems: [ImportedEvents.Problem]
  /// Whether nothing was written.
  public let isDryRun: Bool

  /// Gathers events.
  package init(events: [Event], problems: [ImportedEvents.Problem], isDryRun: Bool) {
    self.events = events
    self.problems = problems
    self.isDryRun = isDryRun
  }

  /// How many events are in a state.
  public func count(_ state: String) -> Int { events.count { $0.state == state } }
}
