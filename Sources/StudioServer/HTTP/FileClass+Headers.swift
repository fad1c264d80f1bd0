import HTTPTypes

extension FileClass {
  /// The fields that every answer about a file of this kind carries, 304 included.
  var fields: HTTPFields {
    switch self {
    case .feed: Self.feedFields
    case .page: Self.pageFields
    case .embeddedPage: Self.embeddedPageFields
    case .immutable: Self.immutableFields
    case .stableMedia: Self.stableMediaFields
    case .asset: Self.assetFields
    case .previewPage: Self.previewPageFields
    case .previewAudio: Self.previewAudioFields
    }
  }

  /// Apps ask when they like; a shared cache may answer for a minute (publishing contract: 60–300 s).
  private static let feedFields = Self.shared(cacheControl: "public, max-age=60")

  /// One year, the longest that RFC 9111 §5.2.2.1 caches commonly honour; the name is the content.
  private static let immutableFields: HTTPFields = {
    var fields = Self.shared(cacheControl: "public, max-age=31536000, immutable")
    // An HTML transcript or a file that is two formats at once must not act as a page of ours.
    fields[.contentSecurityPolicy] = "default-src 'none'; sandbox"
    return fields
  }()

  /// The address in feeds: what it leads to changes when the audio is made anew.
  private static let stableMediaFields: HTTPFields = {
    var fields = Self.shared(cacheControl: "no-store")
    // An exported site answers here with the file itself.
    fields[.contentSecurityPolicy] = "default-src 'none'; sandbox"
    return fields
  }()

  private static let assetFields = Self.shared(cacheControl: "public, max-age=60")

  /// A preview is no one else's: no shared cache keeps it, no search engine lists it, no other site
  /// learns its address, and once it is closed nobody is told that it is still there.
  private static let previewPageFields: HTTPFields = {
    var fields = Self.page(framedBy: "'none'")
    fields[.cacheControl] = "private, no-cache"
    fields[.referrerPolicy] = "no-referrer"
    fields[.robotsTag] = "noindex"
    return fields
  }()

  private static let previewAudioFields: HTTPFields = [
    .cacheControl: "private, no-cache",
    .contentSecurityPolicy: "default-src 'none'; sandbox",
    .robotsTag: "noindex",
    .xContentTypeOptions: "nosniff",
  ]

  private static let pageFields = Self.page(framedBy: "'none'")
  private static let embeddedPageFields = Self.page(framedBy: "*")

  /// For everything that players and readers on other sites may fetch.
  private static func shared(cacheControl: String) -> HTTPFields {
    [
      .cacheControl: cacheControl,
      .accessControlAllowOrigin: "*",
      .accessControlExposeHeaders: "Accept-Ranges, Content-Length, Content-Range, ETag",
      .crossOriginResourcePolicy: "cross-origin",
      .xContentTypeOptions: "nosniff",
    ]
  }

  private static func page(framedBy ancestors: String) -> HTTPFields {
    [
      .cacheControl: "public, max-age=60",
      .contentSecurityPolicy: """
      default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; \
      connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; \
      base-uri 'none'; object-src 'none'; frame-ancestors \(ancestors)
      """,
      .crossOriginOpenerPolicy: "same-origin",
      .permissionsPolicy: "camera=(), geolocation=(), microphone=()",
      .referrerPolicy: "strict-origin-when-cross-origin",
      .xContentTypeOptions: "nosniff",
    ]
  }
}
