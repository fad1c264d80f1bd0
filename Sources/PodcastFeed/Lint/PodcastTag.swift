/// What the Podcast Namespace says about one of its elements.
struct PodcastTag {
  /// Where an element may stand.
  enum Parent {
    case channel, item, both, inside
  }

  /// What an attribute holds.
  enum Value {
    case url, seconds, number, date, mediaType, uuid, language
    /// An address of any scheme that runs nothing: also magnet links and the like.
    case uri
    /// Subresource Integrity, `sha384-…` (W3C SRI §3.1); PGP signatures are left alone.
    case integrity
    /// RFC 3339.
    case instant
    /// `16/9`, or `1`.
    case aspectRatio
    /// RFC 5870.
    case geo
    /// `N`, `W` or `R` and a number.
    case osm
    /// ISO 3166-1 alpha-2, upper case.
    case country
    /// RFC 5545 §3.3.10.
    case rule
    case oneOf([String])
  }

  var parent: Parent
  /// Whether it stands once at most.
  var isSingle = false
  /// Required attributes.
  var required: [String] = []
  /// What known attributes hold; others are left alone.
  var attributes: [String: Value] = [:]
  /// The most characters of attributes that are free text.
  var limits: [String: Int] = [:]
  /// Whether its text is a number; fractions too unless it is whole.
  var isNumeric = false
  /// Whether its text is a whole number from 1.
  var isWhole = false
  /// The most characters of its text.
  var textLimit: Int?
  /// Whether it must have a text.
  var needsText = false
  /// The only texts it may have.
  var texts: [String]?

  /// Every element of the namespace.
  ///
  /// Source: Podcast Namespace 1.0, docs/tags (anchors/publishing.md §2.4).
  static let all: [String: PodcastTag] = [
    "guid": .init(parent: .channel, isSingle: true, needsText: true),
    "locked": .init(
      parent: .channel, isSingle: true, needsText: true, texts: ["yes", "no"]),
    "txt": .init(parent: .both, limits: ["purpose": 128], textLimit: 4_000, needsText: true),
    "funding": .init(
      parent: .both, required: ["url"], attributes: ["url": .url], textLimit: 128),
    "transcript": .init(
      parent: .item, required: ["url", "type"],
      attributes: [
        "url": .url,
        "type": .oneOf(
          TranscriptFormat.allCases.map(\.rawValue) + ["application/srt", "text/plain"]),
        "rel": .oneOf(["captions"]), "language": .language,
      ]),
    "chapters": .init(
      parent: .item, isSingle: true, required: ["url", "type"],
      attributes: ["url": .url, "type": .oneOf([ChaptersJSON.mediaType])]),
    "soundbite": .init(
      parent: .item, required: ["startTime", "duration"],
      attributes: ["startTime": .seconds, "duration": .seconds], textLimit: 128),
    "person": .init(
      parent: .both, attributes: ["img": .url, "href": .url], textLimit: 128, needsText: true),
    "location": .init(
      parent: .both,
      attributes: [
        "rel": .oneOf(["subject", "creator"]), "geo": .geo, "osm": .osm, "country": .country,
      ],
      textLimit: 128, needsText: true),
    "season": .init(
      parent: .item, isSingle: true, limits: ["name": 128], isWhole: true, needsText: true),
    "episode": .init(
      parent: .item, isSingle: true, limits: ["display": 32], isNumeric: true, needsText: true),
    "trailer": .init(
      parent: .channel, required: ["url", "pubdate"],
      attributes: [
        "url": .url, "pubdate": .date, "length": .number, "season": .number,
        "type": .mediaType,
      ],
      textLimit: 128, needsText: true),
    "license": .init(
      parent: .both, isSingle: true, attributes: ["url": .url], textLimit: 128, needsText: true),
    "alternateEnclosure": .init(
      parent: .item, required: ["type"],
      attributes: [
        "type": .mediaType, "length": .number, "height": .number, "bitrate": .seconds,
        "lang": .language, "default": .oneOf(["true", "false"]),
      ],
      limits: ["title": 32, "rel": 32]),
    "source": .init(
      parent: .inside, required: ["uri"],
      attributes: ["uri": .uri, "contentType": .mediaType]),
    "integrity": .init(
      parent: .inside, isSingle: true, required: ["type", "value"],
      attributes: ["type": .oneOf(["sri", "pgp-signature"]), "value": .integrity]),
    "medium": .init(
      parent: .channel, isSingle: true, needsText: true,
      texts: Medium.allCases.flatMap {
        $0 == .mixed ? [$0.rawValue] : [$0.rawValue, $0.rawValue + "L"]
      }),
    "podroll": .init(parent: .channel, isSingle: true),
    "publisher": .init(parent: .channel, isSingle: true),
    "remoteItem": .init(
      parent: .channel, required: ["feedGuid"], attributes: ["feedGuid": .uuid]),
    "updateFrequency": .init(
      parent: .channel, isSingle: true,
      attributes: ["complete": .oneOf(["true", "false"]), "rrule": .rule], textLimit: 128),
    "block": .init(parent: .channel, needsText: true, texts: ["yes", "no"]),
    "socialInteract": .init(
      parent: .both, required: ["protocol"], attributes: ["uri": .uri, "accountUrl": .url]),
    "liveItem": .init(
      parent: .channel, required: ["status", "start"],
      attributes: [
        "status": .oneOf(["pending", "live", "ended"]), "start": .instant, "end": .instant,
      ]),
    "contentLink": .init(parent: .both, required: ["href"], attributes: ["href": .uri]),
    "image": .init(
      parent: .both, required: ["href"],
      attributes: [
        "href": .url, "width": .number, "height": .number, "type": .mediaType,
        "aspect-ratio": .aspectRatio,
      ],
      limits: ["purpose": 128]),
    "images": .init(parent: .both, isSingle: true, required: ["srcset"]),
    "value": .init(parent: .both, required: ["type", "method"]),
    "valueRecipient": .init(parent: .inside, required: ["type", "address", "split"]),
    "valueTimeSplit": .init(
      parent: .inside, required: ["startTime", "duration"],
      attributes: ["startTime": .seconds, "duration": .seconds]),
    "chat": .init(parent: .both, required: ["server", "protocol"]),
    "podping": .init(parent: .channel, isSingle: true),
  ]
}
