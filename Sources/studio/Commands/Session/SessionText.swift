import StudioStore
import Foundation
import Localization
import StudioBooking
import StudioPublishing

/// A session for people to read.
enum SessionText {
  /// One line of a list.
  static func line(_ session: RecordingSession, _ language: Language) -> String {
    let state = studioMessages.text(
      session.finishedUTC == nil ? "session_open" : "session_finished_state", in: language)
    let files = studioMessages.text(
      "session_files", in: language, ["count": "\(session.recordings.count)"])
    let origin = session.reservationNumber.map { " · \(ReservationID($0))" } ?? ""
    let title = session.title.map { " · \($0)" } ?? ""
    return
      "\(session.id) · \(RFC3339.utc(session.openedUTC))\(origin) · \(state) · \(files)\(title)"
  }

  /// The whole session, a line a thing.
  static func lines(_ document: SessionDocument, _ session: RecordingSession, _ language: Language)
    -> [String]
  {
    var lines = [line(session, language)]
    for person in document.people {
      let consent = studioMessages.text("consent_\(person.consent.rawValue)", in: language)
      lines.append("  \(person.name) (\(person.role)) · \(consent)")
    }
    for file in document.recordings {
      lines.append("  \(file.name) · \(ByteText.text(file.bytes)) · \(file.sha256.prefix(12))…")
    }
    for episode in document.episodes {
      lines.append("  " + EpisodeText.line(episode, language))
    }
    return lines
  }
}

/// Sizes for people: powers of ten, as file managers show them.
enum ByteText {
  static func text(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) B"
    case ..<1_000_000: "\((bytes + 500) / 1_000) kB"
    default: "\((bytes + 50_000) / 1_000_000).\((bytes + 50_000) / 100_000 % 10) MB"
    }
  }
}

extension Workplace {
  /// Prints one session as the options ask.
  func show(_ session: RecordingSession, _ output: OutputOptions) async throws {
    let document = try await SessionDocument(session, in: self)
    if output.json {
      try Terminal.sayJSON(document)
    } else {
      let language = output.language(venue: try await store.venue().language)
      SessionText.lines(document, session, language).forEach(Terminal.say)
    }
  }
}
