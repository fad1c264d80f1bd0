import Foundation
import StudioBooking
import StudioPublishing
import StudioStore

/// One session in a list, as JSON.
struct SessionSummary: Encodable {
  enum Status: String, Encodable { case open, finished }

  let id: SessionID
  let title: String?
  let status: Status
  let opened: String
  let reservation: String?
  let recordings: Int

  init(_ session: RecordingSession) {
    id = session.id
    title = session.title
    status = session.finishedUTC == nil ? .open : .finished
    opened = RFC3339.utc(session.openedUTC)
    reservation = session.reservationNumber.map { "\(ReservationID($0))" }
    recordings = session.recordings.count
  }
}

/// One session with everything before and after it: the reservation it came from, its originals and
/// people, and the episodes made from it down to the feed item.
struct SessionDocument: Encodable {
  struct File: Encodable {
    let name: String
    let sha256: String
    let bytes: Int
    let file: String
    let added: String
  }

  let id: SessionID
  let title: String?
  let status: SessionSummary.Status
  let opened: String
  let finished: String?
  let reservation: Reservation?
  let people: [Participant]
  let recordings: [File]
  let episodes: [EpisodeDocument]

  init(_ session: RecordingSession, in place: Workplace) async throws {
    let summary = SessionSummary(session)
    id = session.id
    title = session.title
    status = summary.status
    opened = summary.opened
    finished = session.finishedUTC.map(RFC3339.utc)
    if let number = session.reservationNumber {
      reservation = try await place.store.reservation(ReservationID(number), for: .staff(nil))
    } else {
      reservation = nil
    }
    people = session.people
    recordings = session.recordings.map { item in
      File(
        name: item.originalName, sha256: item.recording.sha256, bytes: item.recording.bytes,
        file: place.archive.file(of: item.recording).path, added: RFC3339.utc(item.addedUTC))
    }
    var made: [EpisodeDocument] = []
    for episode in try await place.store.episodes(ofSession: session.id) {
      made.append(try await EpisodeDocument(episode, in: place))
    }
    episodes = made
  }
}
