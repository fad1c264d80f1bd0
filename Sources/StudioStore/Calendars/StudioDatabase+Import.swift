import GRDB
public import StudioBooking

/// What to make of another system's export.
public struct CalendarImportRequest: Sendable {
  /// What every event books.
  public let offering: OfferingID
  /// The unit of every event; nil leaves the choice to the house.
  public let unit: UnitID?
  /// For whom.
  public let person: PersonReference
  /// Whether events that cannot be booked are left out instead of stopping the import.
  public let skipping: Bool
  /// Judge, then roll back.
  public let isDryRun: Bool

  /// Describes an import.
  public init(
    offering: OfferingID, unit: UnitID? = nil, person: PersonReference, skipping: Bool = false,
    isDryRun: Bool = false
  ) {
    self.offering = offering
    self.unit = unit
    self.person = person
    self.skipping = skipping
    self.isDryRun = isDryRun
  }
}

extension StudioDatabase {
  /// Books the events of another system's export, all or none, or with `skipping` all that can be.
  ///
  /// House rules that the other system did not know are set aside and named; what is taken stays
  /// taken. A dry run writes and rolls back, so its answer is exactly what an import would do.
  ///
  /// - Parameters:
  ///   - events: the events to come.
  ///   - request: what to make of them.
  ///   - actor: who imports.
  ///   - nowUTC: the present.
  /// - Returns: what became of each event.
  /// - Throws: a refusal with code `series_conflict` when an event cannot be booked and none may be
  ///   left out.
  public func importEvents(
    _ events: ImportedEvents, _ request: CalendarImportRequest, by actor: Actor, at nowUTC: Int
  ) async throws -> CalendarImport {
    do {
      return try await write { db in
        let desk = try BookingTransaction(db, by: actor, at: nowUTC)
        try desk.checkStaff(subject: request.offering.rawValue)
        let done = try events.occurrences.map { try Self.take($0, request, desk) }
        let outcome = CalendarImport(
          events: done, problems: events.problems, isDryRun: request.isDryRun)
        if request.isDryRun { throw RehearsedImport(outcome: outcome) }
        let left = done.filter { $0.state == "busy" || $0.state == "refused" }
        guard request.skipping || left.isEmpty else {
          let zone = desk.venue.zone
          let shown = left.prefix(5).map { event in
            RFC3339.instant(event.startUTC).map { "\(zone.local(atUTC: $0))" } ?? event.startUTC
          }
          throw Refusal(
            .seriesConflict, subject: shown.joined(separator: ", "),
            subjectName: LocalizedText(request.offering.rawValue), limit: .count(done.count),
            actual: .count(left.count), conflict: left.lazy.compactMap(\.conflict).first)
        }
        return outcome
      }
    } catch let rehearsal as RehearsedImport {
      return rehearsal.outcome
    }
  }

  private static func take(
    _ occurrence: ImportedEvents.Occurrence, _ request: CalendarImportRequest,
    _ desk: BookingTransaction
  ) throws -> CalendarImport.Event {
    if let known = try Int.fetchOne(
      desk.db,
      sql: "SELECT reservation_id FROM calendar_import WHERE uid = ? AND recurrence = ?",
      arguments: [occurrence.uid, occurrence.recurrence])
    {
      return CalendarImport.Event(occurrence, state: "known", reservation: ReservationID(known))
    }
    let person = try PersonRows.findOrCreate(request.person, nowUTC: desk.nowUTC, desk.db)
    let title = occurrence.summary.flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }
    let decision: BookingDecision
    do {
      let candidate = try BookingDesk.interpret(
        booking(occurrence, request, title: title), at: desk.venue)
      decision = try desk.decide(
        candidate, for: person, overriding: RefusalCode.overridable)
    } catch let refused as BookingDesk.RefusedRequest {
      switch refused.refusal.rule.code {
      case .slotTaken:
        return CalendarImport.Event(occurrence, state: "busy", conflict: refused.refusal.conflict)
      case .unknownOffering, .unknownUnit: throw refused.refusal
      default: return CalendarImport.Event(occurrence, state: "refused")
      }
    }
    let reservation = try desk.insert(
      decision, ReservationDraft(person: person.id, title: title, change: "reserve"))
    try desk.db.execute(
      sql: "INSERT INTO calendar_import(uid, recurrence, reservation_id) VALUES (?, ?, ?)",
      arguments: [occurrence.uid, occurrence.recurrence, reservation.id.number])
    return CalendarImport.Event(
      occurrence, state: "booked", reservation: reservation.id, setAside: decision.overridden)
  }

  private static func booking(
    _ occurrence: ImportedEvents.Occurrence, _ request: CalendarImportRequest, title: String?
  ) -> BookingRequest {
    func time(_ utc: Int) -> RequestedTime {
      RequestedTime(local: LocalDateTime(secondsSinceEpoch: utc), offsetSeconds: 0)
    }
    return BookingRequest(
      offering: request.offering, start: time(occurrence.interval.startUTC),
      end: .at(time(occurrence.interval.endUTC)), units: request.unit.map { [$0] } ?? [],
      person: request.person, title: title)
  }
}

/// Ends an import that was only tried.
private struct RehearsedImport: Error {
  let outcome: CalendarImport
}
