/// Where sessions, shows and episodes are kept.
///
/// Every method is one whole transaction.
///
/// Times are UTC seconds and come from the caller, so that one clock rules a command.
public protocol PublishingStore: Sendable {
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
  /// Adds a stored original to an open session.
  func add(
    _ recording: Recording, named originalName: String, to session: SessionID, at now: Int
  ) async throws -> RecordingSession
  /// Names somebody who is recorded, or records their latest answer; earlier answers are kept.
  func record(_ participant: Participant, in session: SessionID, at now: Int) async throws
    -> RecordingSession
  /// Closes a session to further files.
  func finishSession(_ id: SessionID, at now: Int) async throws -> RecordingSession

  // MARK: Shows

  /// Creates a show under a short name nobody has.
  func createShow(slug: Slug, details: ShowDetails, at now: Int) async throws -> Show
  /// Finds a show by short name.
  func show(_ slug: Slug) async throws -> Show
  /// Finds a show by id.
  func show(id: PublicID) async throws -> Show
  /// Lists all shows by short name.
  func shows() async throws -> [Show]
  /// Fixes `podcast:guid` for life; an existing one stays.
  func mintPodcastGUID(_ guid: String, forShow id: PublicID) async throws -> Show

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
  /// Chooses the original an episode is made from.
  func attach(_ recording: Recording, to episode: PublicID, at now: Int) async throws -> Episode
  /// Keeps a finished render and makes it the episode's; a draft becomes ready.
  func keep(_ render: Render, forEpisode id: PublicID) async throws -> Episode
  /// Makes an episode public: checks consents and status, raises the show's wanted version.
  func publish(_ episode: PublicID, at now: Int) async throws -> Episode
  /// Takes an episode out of the public: raises the show's wanted version.
  func unpublish(_ episode: PublicID) async throws -> Episode
  /// Reads everything that a show's public files are made from, in one consistent state.
  func publicState(ofShow id: PublicID) async throws -> PublicState
}

/// Everything that a show's public files are made from.
public struct PublicState: Sendable, Hashable {
  /// The show.
  public let show: Show
  /// Rises with every change that listeners can see.
  public let version: Int
  /// Its published episodes, newest first.
  public let published: [Episode]
  /// Episodes that were public once and are not any more.
  public let removed: [Episode]
  /// SHA-256 of those deliverables of ``removed`` that a published episode of any show has too: their
  /// files stay.
  public let sharedMedia: Set<String>

  /// Puts the state together.
  public init(
    show: Show, version: Int, published: [Episode], removed: [Episode], sharedMedia: Set<String>
  ) {
    self.show = show
    self.version = version
    self.published = published
    self.removed = removed
    self.sharedMedia = sharedMedia
  }
}
