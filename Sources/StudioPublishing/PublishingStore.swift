public import PodcastFeed

/// Where sessions, shows and episodes are kept.
///
/// Every method is one whole transaction.
///
/// Times are UTC seconds and come from the caller, so that one clock rules a command.
public protocol PublishingStore: ShowStore, EpisodeLifecycleStore, PublicFileStore,
  PreviewStore
{
  // MARK: Sessions

  /// Opens a session, with or without a reservation; a reservation has at most one.
  ///
  /// - Parameters:
  ///   - reservationNumber: the reservation it belongs to.
  ///   - title: what it is about.
  ///   - now: the time.
  /// - Returns: the new session, or the reservation's own when it is open already.
  /// - Throws: the store's error.
  func openSession(reservationNumber: Int?, title: String?, at now: Int) async throws
    -> RecordingSession
  /// Finds a session.
  func session(_ id: SessionID) async throws -> RecordingSession
  /// Finds the session of a reservation.
  func session(ofReservation number: Int) async throws -> RecordingSession?
  /// Lists the latest sessions, newest first.
  func sessions(limit: Int) async throws -> [RecordingSession]
  /// Adds stored originals to an open session, all or none; bytes that it has already keep their
  /// place, so a command may be given again.
  func add(_ originals: [NamedRecording], to session: SessionID, at now: Int) async throws
    -> RecordingSession
  /// Names somebody who is recorded, or records their latest answer; earlier answers are kept.
  func record(_ participant: Participant, in session: SessionID, at now: Int) async throws
    -> RecordingSession
  /// Closes a session to further files.
  func finishSession(_ id: SessionID, at now: Int) async throws -> RecordingSession

  // MARK: Episodes

  /// Creates a draft; its GUID is fixed now.
  func createEpisode(
    show: PublicID, slug: Slug, details: EpisodeDetails, session: SessionID?, at now: Int
  ) async throws -> Episode
  /// Finds an episode by id, or by `show/episode` short names.
  func episode(_ reference: String) async throws -> Episode
  /// Lists the episodes of a show, newest first.
  func episodes(ofShow id: PublicID) async throws -> [Episode]
  /// Lists the episodes made from a session.
  func episodes(ofSession id: SessionID) async throws -> [Episode]
  /// Chooses the original an episode is made from, and remembers the name it came under.
  func attach(
    _ recording: Recording, named originalName: String, to episode: PublicID, at now: Int
  ) async throws -> Episode
  /// Keeps a finished render and makes it the episode's; a draft becomes ready.
  func keep(_ render: Render, forEpisode id: PublicID) async throws -> Episode
  /// Keeps a transcript once, by the hash of its words.
  func keep(_ transcript: Transcript, language: String, at now: Int) async throws
    -> TranscriptFacts
  /// Reads a kept transcript.
  func transcript(_ facts: TranscriptFacts) async throws -> Transcript
}
