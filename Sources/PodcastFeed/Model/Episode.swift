/// One published item of a show.
///
/// Text values are plain text except ``notesHTML``; URLs as in ``Show``.
///
/// Source: RSS 2.0 `item`; Apple podcast RSS tags; PSP-1; Podcast Namespace 1.0.
public struct Episode: Codable, Sendable, Hashable {
  /// The item's identity for life: made once, never derived from a URL, never changed.
  public var guid: String
  /// The title, without the show's name or a number; at most 255 characters.
  public var title: String
  /// The show notes, as HTML of the allow-list.
  public var notesHTML: String
  /// The episode's page.
  public var pageURL: String?
  /// When it was published, in UTC seconds since 1970.
  public var publishedUnixSeconds: Int64
  /// The file that apps download.
  public var enclosure: Enclosure
  /// Playing time in whole seconds, at least 1.
  public var durationSeconds: Int?

  /// Whether it is for adults only; `nil` leaves it to the show.
  public var isExplicit: Bool?
  /// The episode's own cover.
  public var artwork: Artwork?
  /// The title for apps that show season and number themselves.
  public var appTitle: String?
  /// Its number, from 1.
  public var number: Int?
  /// How the number is shown when the digits are not enough; at most 32 characters.
  public var numberLabel: String?
  /// Its season, from 1.
  public var season: Int?
  /// The season's name; at most 128 characters.
  public var seasonName: String?
  /// Whole episode, trailer or extra.
  public var type: EpisodeType = .full
  /// Asks directories not to list the episode.
  public var isBlocked = false
  /// Who is heard; replaces the show's people for this episode.
  public var people: [Person] = []
  /// Transcript files, the preferred one (VTT) first.
  public var transcripts: [TranscriptReference] = []
  /// The JSON chapters file.
  public var chaptersURL: String?
  /// The same chapters inline (Podlove Simple Chapters), in order of time.
  public var chapters: [Chapter] = []
  /// Passages worth previewing.
  public var soundbites: [Soundbite] = []
  /// Places the episode is about or was recorded in.
  public var locations: [Location] = []
  /// Its licence, when it differs from the show's.
  public var license: License?
  /// Where to support this episode.
  public var fundings: [Funding] = []
  /// Free-form records.
  public var textRecords: [TextRecord] = []
  /// The same episode in other formats.
  public var alternateEnclosures: [AlternateEnclosure] = []
  /// Further artwork by purpose.
  public var images: [FeedImage] = []

  /// Makes an episode from what every app requires.
  ///
  /// - Parameters:
  ///   - guid: its identity for life.
  ///   - title: plain text.
  ///   - notesHTML: the show notes.
  ///   - publishedUnixSeconds: UTC seconds since 1970.
  ///   - enclosure: the file.
  public init(
    guid: String, title: String, notesHTML: String, publishedUnixSeconds: Int64,
    enclosure: Enclosure
  ) {
    self.guid = guid
    self.title = title
    self.notesHTML = notesHTML
    self.publishedUnixSeconds = publishedUnixSeconds
    self.enclosure = enclosure
  }
}
