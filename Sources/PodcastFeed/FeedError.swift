public import Localization

/// A file that cannot be read as what it should be.
public struct FeedError: ExplainedError, Hashable {
  /// What is wrong; stable, for scripts and logs.
  public enum Code: String, Sendable, CaseIterable {
    /// The bytes are not well-formed XML.
    case feedMalformed = "feed_malformed"
    /// The file is larger than the reader accepts.
    case feedTooLarge = "feed_too_large"
    /// The document declares entities, which a feed never needs and an attack does.
    case feedDeclaresEntities = "feed_declares_entities"
    /// The text is in an encoding that podcast apps cannot be relied on to read.
    case feedEncodingRefused = "feed_encoding_refused"
    /// Nothing of RSS in it.
    case feedNotRSS = "feed_not_rss"
    /// A chapters file that is neither JSON chapters nor lines of time and title.
    case chaptersUnreadable = "chapters_unreadable"
    /// A transcript that is not what its name says.
    case transcriptUnreadable = "transcript_unreadable"
    /// A picture that is neither JPEG nor PNG, or cut off.
    case artworkUnreadable = "artwork_unreadable"
    /// A picture with more bytes than is read.
    case artworkTooLarge = "artwork_too_large"
  }

  /// What is wrong.
  public let kind: Code
  /// What the sentence names: limits, actual values, lines.
  public let values: [String: String]

  /// The stable name of the failure.
  public var code: String { kind.rawValue }

  package init(_ kind: Code, _ values: [String: String] = [:]) {
    self.kind = kind
    self.values = values
  }

  /// Says what went wrong and what to do.
  public func message(in language: Language) -> String {
    FeedMessages.catalogue.text("error.\(code)", in: language, values)
  }
}
