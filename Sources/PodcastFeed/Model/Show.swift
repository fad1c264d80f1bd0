/// A podcast: everything its channel says, without its episodes.
///
/// Text values are plain text except ``descriptionHTML``. URLs are absolute, `https` and ASCII
/// (percent-encoded); they are strings because the linter, not a parser, explains a bad one.
/// The writer emits what exists and leaves out what is `nil` or empty.
///
/// Source: RSS 2.0; Apple podcast RSS tags; PSP-1; Podcast Namespace 1.0.
public struct Show: Codable, Sendable, Hashable {
  /// The name alone, without keywords; at most 255 characters.
  public var title: String
  /// What the show is about, as HTML of the show-notes allow-list; cut at 4,000 bytes.
  public var descriptionHTML: String
  /// The show's page.
  public var pageURL: String
  /// The canonical address of the feed itself (`atom:link rel="self"`).
  public var feedURL: String
  /// ISO 639 language with an optional region: `fr`, `fr-BE`.
  public var language: String
  /// Apple's categories; the first one is the one Apple files the show under.
  public var categories: [PodcastCategory]
  /// Whether the show is for adults only.
  public var isExplicit: Bool
  /// The cover.
  public var artwork: Artwork

  /// Who makes the show.
  public var author: String?
  /// The show's identity in all directories; `nil` until it may be minted (DESIGN §6).
  public var guid: PodcastGUID?
  /// Whether other hosts are asked not to import the feed; `nil` says nothing.
  public var lock: ImportLock?
  /// Whom directories write to; its e-mail address becomes public.
  public var owner: Owner?
  /// Newest first, or to be heard in order.
  public var type: ShowType = .episodic
  /// No further episode will come.
  public var isComplete = false
  /// Asks directories not to list the show.
  public var isBlocked = false
  /// The show's new feed address after a move; in the new feed it is the feed's own address.
  public var newFeedURL: String?
  /// The holder of the rights, without the word "copyright", symbol or year.
  public var copyright: String?
  /// The program that wrote the feed.
  public var generator: String?
  /// When the content last changed, in UTC seconds since 1970; never "now".
  public var lastChangedUnixSeconds: Int64?
  /// WebSub hubs.
  public var hubURLs: [String] = []
  /// Hosts and crew, unless an episode names its own.
  public var people: [Person] = []
  /// Places the show is about or made in.
  public var locations: [Location] = []
  /// The licence of every episode that has none of its own.
  public var license: License?
  /// Where to support the show.
  public var fundings: [Funding] = []
  /// Free-form records: proof of ownership, disclosure of generated content.
  public var textRecords: [TextRecord] = []
  /// Trailers of the show or of a season.
  public var trailers: [Trailer] = []
  /// What kind of content the feed carries.
  public var medium: Medium?
  /// How often an episode appears.
  public var updateFrequency: UpdateFrequency?
  /// Further artwork by purpose.
  public var images: [FeedImage] = []

  /// Makes a show from what every directory requires.
  ///
  /// - Parameters:
  ///   - title: the name.
  ///   - descriptionHTML: what it is about.
  ///   - pageURL: its page.
  ///   - feedURL: its feed's own address.
  ///   - language: ISO 639 code with optional region.
  ///   - categories: at least one.
  ///   - isExplicit: for adults only.
  ///   - artwork: the cover.
  public init(
    title: String, descriptionHTML: String, pageURL: String, feedURL: String, language: String,
    categories: [PodcastCategory], isExplicit: Bool, artwork: Artwork
  ) {
    self.title = title
    self.descriptionHTML = descriptionHTML
    self.pageURL = pageURL
    self.feedURL = feedURL
    self.language = language
    self.categories = categories
    self.isExplicit = isExplicit
    self.artwork = artwork
  }
}
