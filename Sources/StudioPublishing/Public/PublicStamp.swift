import Foundation
import Localization

/// What a show's folder under `public/` has reached: the last thing a build writes.
struct PublicStamp: Equatable {
  /// The version of the show's public state.
  let version: Int
  /// The feed's SHA-256.
  let digest: String
  /// The address everything was built for.
  let base: String
  /// Names everything else that public files depend on: the program, the venue's names and zone.
  let context: String

  /// Takes the values.
  init(version: Int, digest: String, base: String, context: String) {
    self.version = version
    self.digest = digest
    self.base = base
    self.context = context
  }

  /// Reads a stamp; nil when there is none, or one in another form than today's.
  init?(readingFrom file: URL) throws {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let parts = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isWhitespace)
      .map(String.init)
    guard parts.count == 4, let version = Int(parts[0]) else { return nil }
    self.init(version: version, digest: parts[1], base: parts[2], context: parts[3])
  }

  /// The file's bytes.
  var bytes: [UInt8] { Array("\(version) \(digest) \(base) \(context)\n".utf8) }

  /// Names what public files depend on beside the store and the address.
  static func context(of venue: PublicVenue) -> String {
    var digest = ContentDigest()
    digest.add(FeedOutline.program)
    digest.add(PageRenderer.edition)
    digest.add(venue.zone.identifier)
    for language in Language.allCases { digest.add(venue.name(in: language)) }
    return String(digest.text.prefix(12))
  }
}
