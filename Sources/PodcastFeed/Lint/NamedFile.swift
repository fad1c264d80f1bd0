/// A file that a feed names, to be asked for as apps and directories do.
public struct NamedFile: Sendable, Hashable {
  /// What a file is for.
  public enum Kind: Sendable, Hashable {
    /// The sound: parts of it are asked for too.
    case enclosure
    /// A cover: all of it is looked at.
    case image
    /// Chapters, a transcript.
    case side
  }

  /// What it is for.
  public let kind: Kind
  /// Its address.
  public let url: String
  /// How many bytes the feed says it has.
  public let length: Int?
  /// Which media type the feed says it has.
  public let type: String?
  let element: FeedElement
  let item: (number: Int, title: String)?

  /// Equal when the same element names the same file.
  public static func == (left: Self, right: Self) -> Bool {
    left.url == right.url && left.element.line == right.element.line
  }

  /// Hashes the address.
  public func hash(into hasher: inout Hasher) { hasher.combine(url) }
}

/// What a server answered when it was asked for a file.
public struct FileAnswer: Sendable, Hashable {
  /// The status after redirects; nil when nobody answered.
  public var status: Int?
  /// The media type, in lower case, without parameters.
  public var type: String?
  /// How many bytes the file has.
  public var length: Int?
  /// Why nobody answered.
  public var reason: String?

  /// Notes an answer.
  public init(status: Int?, type: String? = nil, length: Int? = nil, reason: String? = nil) {
    self.status = status
    self.type = type
    self.length = length
    self.reason = reason
  }

  /// The status or the reason, for a sentence.
  var text: String { status.map(String.init) ?? reason ?? "" }
}

/// Everything that was answered about one file.
public struct FileAnswers: Sendable, Hashable {
  /// What was asked about.
  public let file: NamedFile
  /// The answer to HEAD.
  public var head: FileAnswer
  /// The answer to GET, asked for where HEAD was refused.
  public var get: FileAnswer?
  /// The answer to a GET for the first two bytes of a sound file.
  public var part: FileAnswer?
  /// What the header of a picture says.
  public var facts: ArtworkFacts?

  /// Begins with the answer to HEAD.
  public init(_ file: NamedFile, head: FileAnswer) {
    self.file = file
    self.head = head
  }
}
