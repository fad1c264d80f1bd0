public import PodcastFeed

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

  /// The title for apps that show season and number themselves.
  public var appTitle: String?
  /// How the number is shown when digits are not enough.
  public var numberLabel: String?
  /// Whether it needs parental advice; nil leaves it to the show.
  public var explicit: Bool?
  /// Its own cover.
  public var artwork: StoredArtwork?
  /// Directories are asked not to list it.
  public var isBlocked = false
  /// Who is heard; empty leaves it to the show.
  public var people: [Person] = []
  /// Its chapters, in order of time.
  public var chapters: [Chapter] = []
  /// Which transcript it has.
  public var transcript: TranscriptFacts?
  /// Passages worth previewing.
  public var soundbites: [Soundbite] = []
  /// Places it is about or was made in.
  public var locations: [Location] = []
  /// Its licence, when it is not the show's.
  public var license: License?
  /// Where to support it.
  public var fundings: [Funding] = []
  /// Free-form records for directories.
  public var textRecords: [TextRecord] = []

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

  /// Reads values that an earlier version may have written: what it did not know is left empty.
  ///
  /// - Parameter decoder: holds one object.
  /// - Throws: a `DecodingError` when the title or kind is absent.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      title: try values.decode(String.self, forKey: .title),
      kind: try values.decode(EpisodeKind.self, forKey: .kind))
    try values.read(&notes, .notes)
    try values.read(&number, .number)
    try values.read(&season, .season)
    try values.read(&appTitle, .appTitle)
    try values.read(&numberLabel, .numberLabel)
    try values.read(&explicit, .explicit)
    try values.read(&artwork, .artwork)
    try values.read(&isBlocked, .isBlocked)
    try values.read(&people, .people)
    try values.read(&chapters, .chapters)
    try values.read(&transcript, .transcript)
    try values.read(&soundbites, .soundbites)
    try values.read(&locations, .locations)
    try values.read(&license, .license)
    try values.read(&fundings, .fundings)
    try values.read(&textRecords, .textRecords)
  }
}

/// `itunes:episodeType`.
public enum EpisodeKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// A whole episode.
  case full
  /// What makes curious about the show or a season.
  case trailer
  /// What comes beside the episodes.
  case bonus
}

/// Which transcript an episode has; the words are kept once, by hash.
public struct TranscriptFacts: Sendable, Hashable, Codable {
  /// SHA-256 of the stored document, which names it.
  public var sha256: String
  /// ISO 639 language of the words.
  public var language: String
  /// How many passages it has.
  public var cueCount: Int

  /// Names a stored transcript.
  public init(sha256: String, language: String, cueCount: Int) {
    self.sha256 = sha256
    self.language = language
    self.cueCount = cueCount
  }
}
