import StudioBooking
import StudioPublishing
import StudioStore

extension Workplace {
  /// One session as an answer.
  func answer(_ session: RecordingSession) async throws -> Answer {
    let document = try await SessionDocument(session, in: self)
    return Answer(
      document, lines: SessionText.lines(document, session, self))
  }

  /// Finds a session by its own number or its reservation's.
  func session(named text: String) async throws -> RecordingSession {
    if let id = SessionID(text) { return try await store.session(id) }
    guard let reservation = ReservationID(text: text),
      let session = try await store.session(ofReservation: reservation.number)
    else { throw UsageRefusal.badSession(text) }
    return session
  }

  /// Finds a session to add to; a reservation without one gets it now, because a forgotten
  /// check-in must never block an upload.
  func sessionToFill(named text: String) async throws -> RecordingSession {
    if let id = SessionID(text) { return try await store.session(id) }
    guard let reservation = ReservationID(text: text) else { throw UsageRefusal.badSession(text) }
    _ = try await store.reservation(reservation, for: .staff(nil))
    return try await store.openSession(
      reservationNumber: reservation.number, title: nil, at: now)
  }
}
