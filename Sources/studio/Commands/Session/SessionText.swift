import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// A session for people to read.
enum SessionText {
  /// One line of a list.
  static func line(_ session: RecordingSession, _ place: Workplace) -> String {
    let language = place.language
    let state = studioMessages.text(
      session.finishedUTC == nil ? "session_open" : "session_finished_state", in: language)
    let files = studioMessages.text(
      "session_files", in: language, ["count": "\(session.recordings.count)"])
    let opened = HumanTime.moment(place.venue.zone.local(atUTC: session.openedUTC), in: language)
    let origin = session.reservationNumber.map { " · \(ReservationID($0))" } ?? ""
    let title = session.title.map { " · \($0)" } ?? ""
    return "\(session.id) · \(opened)\(origin) · \(state) · \(files)\(title)"
  }

  /// The whole session, a line a thing.
  static func lines(
    _ document: SessionDocument, _ session: RecordingSession, _ place: Workplace
  ) -> [String] {
    let language = place.language
    var lines = [line(session, place)]
    for person in document.people {
      let consent = studioMessages.text("consent_\(person.consent.rawValue)", in: language)
      lines.append("  \(person.name) (\(person.role)) · \(consent)")
    }
    for file in document.recordings {
      lines.append(
        "  \(file.name) · \(ByteText.text(file.bytes, in: language)) · \(file.sha256.prefix(12))…")
    }
    for episode in document.episodes {
      lines.append("  " + EpisodeText.line(episode, language))
    }
    return lines
  }
}

/// Sizes for people: powers of ten, as file managers show them; French counts octets.
enum ByteText {
  static func text(_ bytes: Int, in language: Language) -> String {
    let unit = language == .french ? "o" : "B"
    let size = Double(bytes)
    return switch bytes {
    case ..<1_000: "\(bytes) \(unit)"
    case ..<1_000_000: "\(Decimal.whole(size / 1e3)) k\(unit)"
    case ..<1_000_000_000: "\(Decimal.text(size / 1e6, in: language)) M\(unit)"
    default: "\(Decimal.text(size / 1e9, in: language)) G\(unit)"
    }
  }
}
