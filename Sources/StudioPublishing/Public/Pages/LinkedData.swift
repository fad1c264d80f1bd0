import Foundation

/// What a page says about itself to search engines, as JSON-LD (schema.org PodcastSeries and
/// PodcastEpisode).
enum LinkedData {
  struct Series: Encodable {
    let type = "PodcastSeries"
    var context: String? = "https://schema.org"
    let name: String
    let url: String
    var webFeed: String?
    var image: String?
    var inLanguage: String?
    var description: String?
    var author: Organisation?

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case context = "@context"
      case name, url, webFeed, image, inLanguage, description, author
    }
  }

  struct Organisation: Encodable {
    let type = "Organization"
    let name: String

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case name
    }
  }

  struct Episode: Encodable {
    let type = "PodcastEpisode"
    let context = "https://schema.org"
    let name: String
    let url: String
    let datePublished: String
    /// ISO 8601, `PT47M23S`.
    let duration: String
    let description: String
    let inLanguage: String
    var episodeNumber: Int?
    let associatedMedia: Media
    let partOfSeries: Series

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case context = "@context"
      case name, url, datePublished, duration, description, inLanguage, episodeNumber
      case associatedMedia, partOfSeries
    }
  }

  struct Media: Encodable {
    let type = "MediaObject"
    let contentUrl: String
    let encodingFormat: String
    let contentSize: String

    enum CodingKeys: String, CodingKey {
      case type = "@type"
      case contentUrl, encodingFormat, contentSize
    }
  }

  /// Writes a value so that it can stand inside a `script` element: no `<` can end it.
  ///
  /// - Parameter value: one of the values above.
  /// - Returns: JSON on one line.
  /// - Throws: what the encoder throws, which strings and numbers do not provoke.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
      .replacing("<", with: "\\u003c")
  }

  /// ISO 8601 §5.5.2.2: `PT1H2M5S`.
  static func duration(seconds: Int) -> String {
    let hours = seconds / 3600
    return "PT" + (hours > 0 ? "\(hours)H" : "") + "\(seconds / 60 % 60)M\(seconds % 60)S"
  }
}
