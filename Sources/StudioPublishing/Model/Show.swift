public import PodcastFeed

/// A podcast.
public struct Show: Sendable, Hashable {
  /// Its id in public URLs; never changes.
  public let id: PublicID
  /// Its short name in page and feed URLs; a change leaves a redirect.
  public var slug: Slug
  /// `podcast:guid`, once minted or imported (DESIGN §6).
  public var podcastGUID: String?
  /// What people read about it.
  public var details: ShowDetails
  /// The address its feed was last published under; nil while it had none that is public.
  public var feedURL: String?
  /// When that address last changed, in UTC seconds; nil when it never did.
  public var movedUTC: Int?

  /// Puts a show together.
  public init(
    id: PublicID, slug: Slug, podcastGUID: String?, details: ShowDetails, feedURL: String? = nil,
    movedUTC: Int? = nil
  ) {
    self.id = id
    self.slug = slug
    self.podcastGUID = podcastGUID
    self.details = details
    self.feedURL = feedURL
    self.movedUTC = movedUTC
  }
}

/// A checked picture, stored among the originals by its hash.
public struct StoredArtwork: Sendable, Hashable, Codable {
  /// SHA-256 of its bytes.
  public var sha256: String
  /// `jpg` or `png`, by content.
  public var fileExtension: String
  /// What its header says about it.
  public var facts: ArtworkFacts

  /// Names a stored picture.
  public init(sha256: String, fileExtension: String, facts: ArtworkFacts) {
    self.sha256 = sha256
    self.fileExtension = fileExtension
    self.facts = facts
  }
}

/// A short name in URLs: lower-case ASCII letters, digits and single hyphens, 1 to 64 characters.
public struct Slug: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The characters.
  public let rawValue: String

  /// Accepts a well-formed short name only.
  public init?(rawValue: String) {
    // Byte by byte: a feed of thousands of episodes checks as many names.
    let hyphen = UInt8(ascii: "-")
    var before = hyphen
    for byte in rawValue.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case hyphen where before != hyphen: break
      default: return nil
      }
      before = byte
    }
    guard before != hyphen, rawValue.utf8.count <= 64 else { return nil }
    self.rawValue = rawValue
  }

  private init(wellFormed rawValue: String) { self.rawValue = rawValue }

  /// The short name of an episode whose title holds nothing that can stand in a URL.
  public static let episode = Slug(wellFormed: "episode")

  /// The characters.
  public var description: String { rawValue }
}
