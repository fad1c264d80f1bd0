/// A recording session: what happened in the studio between check-in and the last file.
public struct RecordingSession: Sendable, Hashable {
  /// Its number.
  public let id: SessionID
  /// The number of the reservation it belongs to, when somebody had booked.
  public var reservationNumber: Int?
  /// What it was about, in the words of the person who opened it.
  public var title: String?
  /// When it opened, in UTC seconds.
  public var openedUTC: Int
  /// When it was finished, in UTC seconds; nil while files may still be added.
  public var finishedUTC: Int?
  /// Who was recorded, in the order they were named.
  public var people: [Participant]
  /// The originals, in the order they were added.
  public var recordings: [SessionRecording]

  /// Puts a session together.
  public init(
    id: SessionID, reservationNumber: Int?, title: String?, openedUTC: Int,
    finishedUTC: Int?, people: [Participant], recordings: [SessionRecording]
  ) {
    self.id = id
    self.reservationNumber = reservationNumber
    self.title = title
    self.openedUTC = openedUTC
    self.finishedUTC = finishedUTC
    self.people = people
    self.recordings = recordings
  }

  /// Everyone whose consent forbids publishing: refused or withdrawn.
  ///
  /// A missing answer does not block: many sessions have people nobody asked yet, and a person
  /// who is not asked is reported instead.
  public var peopleWhoForbidPublishing: [Participant] {
    people.filter { $0.consent == .refused || $0.consent == .withdrawn }
  }
}

/// Somebody who was recorded in a session.
public struct Participant: Sendable, Hashable, Codable {
  /// The name to credit.
  public var name: String
  /// What they did: `host`, `guest`, … (podcast namespace taxonomy).
  public var role: String
  /// Their latest answer.
  public var consent: Consent

  /// Names a participant.
  public init(name: String, role: String, consent: Consent) {
    self.name = name
    self.role = role
    self.consent = consent
  }
}

/// A participant's answer to being published.
public enum Consent: String, Sendable, Hashable, Codable, CaseIterable {
  /// Yes.
  case given
  /// No.
  case refused
  /// Yes at first, and no since.
  case withdrawn
  /// Not asked yet, or not answered.
  case missing
}

/// An original that was added to a session.
public struct SessionRecording: Sendable, Hashable {
  /// The stored original.
  public var recording: Recording
  /// The file's name on the person's machine: display text, never a path.
  public var originalName: String
  /// When it was added, in UTC seconds.
  public var addedUTC: Int

  /// Pairs an original with the name it came under.
  public init(recording: Recording, originalName: String, addedUTC: Int) {
    self.recording = recording
    self.originalName = originalName
    self.addedUTC = addedUTC
  }
}

/// A stored original on its way into a session.
public struct NamedRecording: Sendable, Hashable {
  /// The stored original.
  public let recording: Recording
  /// The file's name on the person's machine: display text, never a path.
  public let name: String

  /// Pairs an original with the name it came under.
  public init(_ recording: Recording, named name: String) {
    self.recording = recording
    self.name = name
  }
}

/// An uploaded original, stored once by the hash of its bytes and never modified.
public struct Recording: Sendable, Hashable, Codable {
  /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The extension it is stored under, lower case, without the dot.
  public let fileExtension: String
  /// Its size.
  public let bytes: Int

  /// Describes a stored original.
  public init(sha256: String, fileExtension: String, bytes: Int) {
    self.sha256 = sha256
    self.fileExtension = fileExtension
    self.bytes = bytes
  }
}
