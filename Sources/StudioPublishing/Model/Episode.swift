/// One item of a show.
public struct Episode: Sendable, Hashable {
  /// Its id in the enclosure's URL; never changes.
  public let id: PublicID
  /// The show it belongs to.
  public let showID: PublicID
  /// The feed's GUID, fixed at creation.
  public let guid: String
  /// Its short name in the page's URL.
  public var slug: Slug
  /// The session it was recorded in.
  public var sessionID: SessionID?
  /// Where it stands on the way to the feed.
  public var status: EpisodeStatus
  /// What people read about it.
  public var details: EpisodeDetails
  /// The original it is made from.
  public var recording: Recording?
  /// The render that its deliverables come from.
  public var render: Render?
  /// When it was first published, in UTC seconds.
  public var publishedUTC: Int?
  /// When it is to be published, in UTC seconds: fixed while it is scheduled, wished while it waits
  /// for approval.
  public var scheduledUTC: Int?
  /// The name the recording came under: display text, never a path.
  public var recordingName: String?
  /// Rises with every change of what listeners can see.
  public var revision: Int
  /// Why it is where it is: the reviewer's reason, or what kept it from being published in time.
  public var note: String?

  /// Puts an episode together.
  public init(
    id: PublicID, showID: PublicID, guid: String, slug: Slug, sessionID: SessionID?,
    status: EpisodeStatus, details: EpisodeDetails, recording: Recording?, render: Render?,
    publishedUTC: Int?, scheduledUTC: Int? = nil, recordingName: String? = nil, revision: Int = 1,
    note: String? = nil
  ) {
    self.id = id
    self.showID = showID
    self.guid = guid
    self.slug = slug
    self.sessionID = sessionID
    self.status = status
    self.details = details
    self.recording = recording
    self.render = render
    self.publishedUTC = publishedUTC
    self.scheduledUTC = scheduledUTC
    self.recordingName = recordingName
    self.revision = revision
    self.note = note
  }
}

/// The stages of an episode (DESIGN §2); `submitted` only where the show is moderated.
public enum EpisodeStatus: String, Sendable, Hashable, Codable, CaseIterable {
  /// Without sound yet.
  case draft
  /// Its sound is being made.
  case processing
  /// Heard by those who made it, and by those who have its preview.
  case ready
  /// Handed in, waiting for approval.
  case submitted
  /// Promised for an instant.
  case scheduled
  /// In the feed.
  case published
  /// Taken down.
  case removed
}
