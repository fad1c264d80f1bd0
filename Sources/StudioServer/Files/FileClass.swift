/// The kinds of files under `public/` (DESIGN §3), told apart by path alone.
///
/// The kind decides where the validator comes from, how long caches may keep the bytes and which
/// protective headers go with them.
enum FileClass: Sendable, Hashable {
  /// `…/feed.xml` and lists of feeds: always revalidated, by entity tag only.
  case feed
  /// HTML for people.
  case page
  /// An HTML page made to be framed by other sites.
  case embeddedPage
  /// `media/files/…` and `media/side/…`: named by the hash of their bytes, never changing.
  case immutable(sha256: String)
  /// `media/<show id>/<episode id>.<ext>`: the address in feeds, which leads to an immutable file.
  case stableMedia
  /// Style sheets, scripts, icons, site maps.
  case asset
  /// `[nl/]preview/<token>/index.html`: an episode before it is published.
  case previewPage
  /// `preview/<token>/<sha256>.<ext>`: its sound.
  case previewAudio

  /// Finds the kind of a path.
  ///
  /// Fails for what is under `public/` but not for listeners: `routes.json` and other JSON at the
  /// top, compressed twins, files of unknown type, anything odd under `media/`.
  ///
  /// - Parameter components: plain names, the last one a file.
  init?(components: [String]) {
    guard let name = components.last, MediaType.of(fileName: name) != nil else { return nil }
    if let preview = Self.preview(components) {
      self = preview
    } else if components[0] == "media" {
      guard components.count == 3 else { return nil }
      if components[1] == "files" || components[1] == "side" {
        guard let sha256 = Self.hash(inFileName: name) else { return nil }
        self = .immutable(sha256: sha256)
      } else {
        self = .stableMedia
      }
    } else if components.count == 1 && name.hasSuffix(".json") {
      return nil
    } else if name == "feed.xml" || name.hasSuffix(".opml") {
      self = .feed
    } else if name.hasSuffix(".html") {
      self = Self.isEmbed(components) ? .embeddedPage : .page
    } else {
      self = .asset
    }
  }

  /// Whether a `.gz` twin may stand in for the file.
  var hasCompressedTwin: Bool { self == .feed }

  /// Whether the file goes with a site that leaves: a preview is not for everybody.
  var isExported: Bool { self != .previewPage && self != .previewAudio }

  /// The kind of what lies in a preview's folder.
  private static func preview(_ components: [String]) -> FileClass? {
    let parts = withoutLanguage(components)
    guard parts.count == 3, parts.first == "preview" else { return nil }
    return parts.last == "index.html" ? .previewPage : .previewAudio
  }

  /// A path without the two letters that stand in front where a page is in another language; a
  /// show or an episode may be called anything, but stands behind `shows`.
  static func withoutLanguage(_ components: [String]) -> ArraySlice<String> {
    components.first?.count == 2 ? components.dropFirst() : components[...]
  }

  /// Whether a page is an episode's player: `[nl/]shows/<show>/episodes/<episode>/embed/index.html`.
  ///
  /// The whole form counts, since a show or an episode may be called `embed` or `episodes` too.
  private static func isEmbed(_ components: [String]) -> Bool {
    let parts = Array(withoutLanguage(components))
    return parts.count == 6 && parts[0] == "shows" && parts[2] == "episodes"
      && parts[4] == "embed"
  }

  /// Reads the hash out of `<sha256>.<ext>`: 64 lower-case hexadecimal digits and a dot.
  private static func hash(inFileName name: String) -> String? {
    let digits = name.prefix { $0 != "." }
    guard digits.utf8.count == 64,
      digits.utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    return String(digits)
  }
}
