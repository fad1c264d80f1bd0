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

  /// Puts an episode together.
  public init(
    id: PublicID, showID: PublicID, guid: String, slug: Slug, sessionID: SessionID?,
    status: EpisodeStatus, details: EpisodeDetails, recording: Recording?, render: Render?,
    publishedUTC: Int?
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
  }
}

/// The stages of an episode (DESIGN §2); `submitted` only where the show is moderated.
public enum EpisodeStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case draft, processing, ready, submitted, scheduled, published, removed
}

/// The editorial values of an episode.
public struct EpisodeDetails: Sendable, Hashable, Codable {
  /// The title, without the show's name or a number.
  public var title: String
  /// Show notes; the feed's HTML subset.
  public var notes: String
  /// Its number within the season.
  public var number: Int?
  /// The season.
  public var season: Int?
  /// Full, trailer or bonus.
  public var kind: EpisodeKind

  /// Describes an episode.
  public init(
    title: String, notes: String = "", number: Int? = nil, season: Int? = nil,
    kind: EpisodeKind = .full
  ) {
    self.title = title
    self.notes = notes
    self.number = number
    self.season = season
    self.kind = kind
  }
}

/// `itunes:episodeType`.
public enum EpisodeKind: String, Sendable, Hashable, Codable, CaseIterable {
  case full, trailer, bonus
}

/// One run of the media pipeline over an original.
public struct Render: Sendable, Hashable {
  /// Its id, which names its folder under renders/.
  public let id: PublicID
  /// The original that was read.
  public let recordingSHA256: String
  /// The worker's report, word for word (JSON).
  public let report: String
  /// When it finished, in UTC seconds.
  public let finishedUTC: Int
  /// What it wrote, the published one first.
  public let deliverables: [Deliverable]

  /// Describes a finished run.
  public init(
    id: PublicID, recordingSHA256: String, report: String, finishedUTC: Int,
    deliverables: [Deliverable]
  ) {
    self.id = id
    self.recordingSHA256 = recordingSHA256
    self.report = report
    self.finishedUTC = finishedUTC
    self.deliverables = deliverables
  }
}

/// One output file of a render.
public struct Deliverable: Sendable, Hashable, Codable {
  /// SHA-256 of its bytes.
  public let sha256: String
  /// Its name in the render's folder.
  public let fileName: String
  /// Its media type, as the feed and the server name it.
  public let mediaType: String
  /// Its size.
  public let bytes: Int
  /// Bits a second, on average.
  public let bitRate: Int
  /// Its playing time.
  public let durationSeconds: Double

  /// Describes an output file.
  public init(
    sha256: String, fileName: String, mediaType: String, bytes: Int, bitRate: Int,
    durationSeconds: Double
  ) {
    self.sha256 = sha256
    self.fileName = fileName
    self.mediaType = mediaType
    self.bytes = bytes
    self.bitRate = bitRate
    self.durationSeconds = durationSeconds
  }

  /// The extension of its public name.
  public var fileExtension: String {
    fileName.split(separator: ".").last.map(String.init) ?? ""
  }
}
