import Foundation

/// What tells another site how to frame a player: an oEmbed answer of type `rich`.
///
/// Source: oembed.com §2.3.4 (parameters), §2.3.4.4 (the rich type).
public struct OEmbedDocument: Sendable, Hashable {
  /// A picture that stands for the player.
  public struct Thumbnail: Sendable, Hashable {
    /// Its full address.
    public let url: String
    /// Across.
    public let widthPixels: Int
    /// Down.
    public let heightPixels: Int

    /// Describes a picture.
    public init(url: String, widthPixels: Int, heightPixels: Int) {
      self.url = url
      self.widthPixels = widthPixels
      self.heightPixels = heightPixels
    }
  }

  /// The episode's title, plain text.
  public let title: String
  /// Who speaks.
  public let authorName: String
  /// The venue.
  public let providerName: String
  /// The venue's first page.
  public let providerURL: String
  /// The frame itself.
  public let html: String
  /// How wide the frame wants to be, CSS pixels.
  public let widthPixels: Int
  /// How high the frame is, CSS pixels.
  public let heightPixels: Int
  /// The picture of the show.
  public let thumbnail: Thumbnail

  /// Describes a player.
  public init(
    title: String, authorName: String, providerName: String, providerURL: String, html: String,
    widthPixels: Int, heightPixels: Int, thumbnail: Thumbnail
  ) {
    self.title = title
    self.authorName = authorName
    self.providerName = providerName
    self.providerURL = providerURL
    self.html = html
    self.widthPixels = widthPixels
    self.heightPixels = heightPixels
    self.thumbnail = thumbnail
  }

  /// The answer as JSON (oembed.com §2.3.4.1), UTF-8, keys in order.
  ///
  /// - Throws: what the JSON encoder throws, which strings and numbers do not provoke.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(Dictionary(uniqueKeysWithValues: parameters)))
  }

  /// The answer as XML (oembed.com §2.3.4.2): the same parameters as elements, UTF-8.
  public func xml() -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element("oembed") {
      for (name, value) in parameters { $0.text(name, value.text) }
    }
    return xml.bytes
  }

  /// A parameter's value: JSON tells numbers from text, XML does not.
  private enum Value: Encodable {
    case text(String)
    case number(Int)

    var text: String {
      switch self {
      case .text(let text): text
      case .number(let number): "\(number)"
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }

  /// The parameters in the order the XML has them.
  private var parameters: [(String, Value)] {
    [
      ("type", .text("rich")), ("version", .text("1.0")), ("title", .text(title)),
      ("author_name", .text(authorName)), ("provider_name", .text(providerName)),
      ("provider_url", .text(providerURL)), ("html", .text(html)), ("width", .number(widthPixels)),
      ("height", .number(heightPixels)), ("thumbnail_url", .text(thumbnail.url)),
      ("thumbnail_width", .number(thumbnail.widthPixels)),
      ("thumbnail_height", .number(thumbnail.heightPixels)),
    ]
  }
}
