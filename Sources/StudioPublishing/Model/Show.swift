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

  /// Puts a show together.
  public init(id: PublicID, slug: Slug, podcastGUID: String?, details: ShowDetails) {
    self.id = id
    self.slug = slug
    self.podcastGUID = podcastGUID
    self.details = details
  }
}

/// The editorial values of a show.
public struct ShowDetails: Sendable, Hashable, Codable {
  /// The name, without keywords.
  public var title: String
  /// What it is about; the feed's HTML subset.
  public var summary: String
  /// ISO 639 language with optional region: `fr`, `fr-BE`.
  public var language: String
  /// Apple's category.
  public var category: PodcastCategory
  /// Who makes it.
  public var author: String
  /// Whether it needs parental advice.
  public var explicit: Bool
  /// The cover.
  public var artwork: StoredArtwork

  /// Describes a show.
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
    let allowed = rawValue.utf8.allSatisfy {
      ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
        || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: "-")
    }
    guard (1...64).contains(rawValue.utf8.count), allowed, !rawValue.hasPrefix("-"),
      !rawValue.hasSuffix("-"), !rawValue.contains("--")
    else { return nil }
    self.rawValue = rawValue
  }

  private init(wellFormed rawValue: String) { self.rawValue = rawValue }

  /// The short name of an episode whose title holds nothing that can stand in a URL.
  public static let episode = Slug(wellFormed: "episode")

  /// The characters.
  public var description: String { rawValue }
}
