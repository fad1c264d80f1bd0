/// The secret part of a preview's address: who knows it may listen.
///
/// 28 characters out of 27 are 133 bits, more than anybody can try.
public struct PreviewToken: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  private static let length = 28

  /// The characters themselves, each of ``PublicID``'s alphabet.
  public let rawValue: String

  /// Accepts a well-formed token only: it names a folder.
  public init?(rawValue: String) {
    guard rawValue.count == Self.length,
      rawValue.allSatisfy(PublicID.alphabet.contains)
    else { return nil }
    self.rawValue = rawValue
  }

  /// Gives out a new token.
  ///
  /// - Parameter generator: a cryptographic source of randomness.
  public init(using generator: inout some RandomNumberGenerator) {
    let alphabet = PublicID.alphabet
    rawValue = String(
      (0..<Self.length).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      })
  }

  /// Gives out a new token from the system's randomness.
  public init() {
    var generator = SystemRandomNumberGenerator()
    self.init(using: &generator)
  }

  /// The characters.
  public var description: String { rawValue }
}

/// An address under which an episode can be heard before it is published.
public struct EpisodePreview: Sendable, Hashable {
  /// The secret part of the address.
  public let token: PreviewToken
  /// The episode.
  public let episodeID: PublicID
  /// Its show.
  public let showID: PublicID
  /// Its short name.
  public let slug: Slug
  /// Where the episode stands now.
  public let status: EpisodeStatus

  /// Describes a preview.
  public init(
    token: PreviewToken, episodeID: PublicID, showID: PublicID, slug: Slug, status: EpisodeStatus
  ) {
    self.token = token
    self.episodeID = episodeID
    self.showID = showID
    self.slug = slug
    self.status = status
  }

  /// Whether the episode is still on its way: once it is public, its page takes over.
  var isOpen: Bool { status != .published }
}
