public import PodcastFeed

/// The editorial values of a show.
public struct ShowDetails: Sendable, Hashable, Codable {
  /// The name, without keywords.
  public var title: String
  /// What it is about; the feed's HTML subset.
  public var summary: String
  /// ISO 639 language with optional region: `fr`, `fr-BE`.
  public var language: String
  /// Apple's category, the one it files the show under.
  public var category: PodcastCategory
  /// Who makes it.
  public var author: String
  /// Whether it needs parental advice.
  public var explicit: Bool
  /// The cover.
  public var artwork: StoredArtwork

  /// Further categories of Apple's list.
  public var moreCategories: [PodcastCategory] = []
  /// Newest first, or to be heard in order.
  public var type: ShowType = .episodic
  /// Whom directories write to; public.
  public var owner: Owner?
  /// Who holds the rights.
  public var copyright: String?
  /// The licence of every episode without one of its own.
  public var license: License?
  /// Hosts and crew, unless an episode names its own.
  public var people: [Person] = []
  /// Places it is about or made in.
  public var locations: [Location] = []
  /// Where to support it.
  public var fundings: [Funding] = []
  /// Free-form records for directories.
  public var textRecords: [TextRecord] = []
  /// What kind of content it carries.
  public var medium: Medium?
  /// How often an episode appears.
  public var updateFrequency: UpdateFrequency?
  /// WebSub hubs.
  public var hubURLs: [String] = []
  /// Whether other hosts are asked not to import it.
  public var lock: ImportLock?
  /// No further episode will come.
  public var isComplete = false
  /// Directories are asked not to list it.
  public var isBlocked = false
  /// What its seasons are called.
  public var seasonNames: [Int: String] = [:]
  /// Whether somebody approves each episode before it is published.
  public var isModerated = false
  /// What else an episode is encoded as, by file extension: `opus`, `m4a`.
  public var alternateFormats: [String] = []
  /// How many items a page of the paged feed holds; nil for no paged feed beside the whole one.
  public var pageSize: Int?

  /// Describes a show by what every directory requires.
  public init(
    title: String, summary: String, language: String, category: PodcastCategory, author: String,
    explicit: Bool, artwork: StoredArtwork
  ) {
    self.title = title
    self.summary = summary
    self.language = language
    self.category = category
    self.author = author
    self.explicit = explicit
    self.artwork = artwork
  }

  /// Reads values that an earlier version may have written: what it did not know is left empty.
  ///
  /// - Parameter decoder: holds one object.
  /// - Throws: a `DecodingError` when a required value is absent.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      title: try values.decode(String.self, forKey: .title),
      summary: try values.decode(String.self, forKey: .summary),
      language: try values.decode(String.self, forKey: .language),
      category: try values.decode(PodcastCategory.self, forKey: .category),
      author: try values.decode(String.self, forKey: .author),
      explicit: try values.decode(Bool.self, forKey: .explicit),
      artwork: try values.decode(StoredArtwork.self, forKey: .artwork))
    try values.read(&moreCategories, .moreCategories)
    try values.read(&type, .type)
    try values.read(&owner, .owner)
    try values.read(&copyright, .copyright)
    try values.read(&license, .license)
    try values.read(&people, .people)
    try values.read(&locations, .locations)
    try values.read(&fundings, .fundings)
    try values.read(&textRecords, .textRecords)
    try values.read(&medium, .medium)
    try values.read(&updateFrequency, .updateFrequency)
    try values.read(&hubURLs, .hubURLs)
    try values.read(&lock, .lock)
    try values.read(&isComplete, .isComplete)
    try values.read(&isBlocked, .isBlocked)
    try values.read(&seasonNames, .seasonNames)
    try values.read(&isModerated, .isModerated)
    try values.read(&alternateFormats, .alternateFormats)
    try values.read(&pageSize, .pageSize)
  }
}

extension KeyedDecodingContainer {
  /// Reads a value that may be absent into a variable that then keeps its own.
  func read<Value: Decodable>(_ value: inout Value, _ key: Key) throws {
    if let found = try decodeIfPresent(Value.self, forKey: key) { value = found }
  }
}
