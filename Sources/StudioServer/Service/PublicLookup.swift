import HTTPTypes

/// Finds what paths of the public side lead to: in memory while nothing has changed, else on disk.
struct PublicLookup: Sendable {
  private let folder: PublicFolder
  private let routes: RouteFile
  private let fingerprints = FingerprintCache()
  private let cache: PublicCache

  /// Looks into a folder.
  ///
  /// - Parameters:
  ///   - folder: the public folder.
  ///   - routes: its redirects and removals.
  ///   - cache: remembers what was found.
  init(folder: PublicFolder, routes: RouteFile, cache: PublicCache) {
    self.cache = cache
    self.folder = folder
    self.routes = routes
  }

  /// What a path leads to, if that is known without asking the disk.
  ///
  /// - Parameter path: as sent, with a query perhaps, which nothing is known about.
  /// - Returns: the target, or nil where the disk has to be asked.
  func knownTarget(of path: String) -> PublicTarget? { cache.target(of: path) }

  /// What a path leads to.
  ///
  /// - Parameter path: as sent, percent-encoded, without query.
  /// - Returns: the target; 404 is one too.
  /// - Throws: ``SystemError`` when descriptors run out or the disk fails.
  func target(of path: String) async throws -> PublicTarget {
    if let known = cache.target(of: path) { return known }
    var search = cache.search()
    guard let found = try await find(path, &search) else { return .fixed(Self.notFound) }
    if let search { cache.keep(found, for: path, foundBy: search) }
    return found
  }

  private func find(
    _ text: String, _ search: inout PublicCache.Search?
  ) async throws -> PublicTarget? {
    guard let path = PublicPath(urlPath: text) else { return nil }
    let components = path.endsInSlash ? path.components + ["index.html"] : path.components
    // The folders are watched before the routes are read: they lie in the first of them.
    let entry = try folder.entry(components) { search?.pass($0) }
    let table = try routes.current()
    switch table.answer(for: path) {
    case .gone: return .fixed(.plain(.gone, Self.sharedFields))
    case .redirect(let redirect):
      var fields = Self.sharedFields
      // Long enough to spare us repeats, short enough to undo a mistake within a day.
      fields[.cacheControl] = "public, max-age=86400"
      return .fixed(.redirect(to: redirect.to, redirect.responseStatus, fields))
    case nil: break
    }
    switch entry {
    case .missing: return nil
    case .folder:
      guard !path.endsInSlash, case .file = try folder.entry(components + ["index.html"]) else {
        return nil
      }
      return .fixed(
        .redirect(
          to: path.folderReference, .movedPermanently, [.cacheControl: "public, max-age=60"]))
    case .link(let target):
      guard FileClass(components: components) == .stableMedia else { return nil }
      return try stableMedia(target, replacedUTC: table.replacedUTC(path), &search)
    case .file(let file): return try await target(file, components, &search)
    }
  }

  /// Follows a link of the published form, `../files/<sha256>.<ext>`, and no other.
  private func stableMedia(
    _ link: String, replacedUTC: Int?, _ search: inout PublicCache.Search?
  ) throws -> PublicTarget? {
    let parts = link.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0] == "..", parts[1] == "files" else { return nil }
    let components = ["media", "files", parts[2]]
    guard case .immutable = FileClass(components: components),
      let path = PublicPath(urlPath: "/" + components.joined(separator: "/")),
      case .file = try folder.entry(path.components, onFolder: { search?.pass($0) })
    else { return nil }
    // The link's own words: relative to the address asked for, they are right behind a proxy that
    // puts a path in front too.
    return .stableMedia(StableMedia(location: link, replacedUTC: replacedUTC))
  }

  private func target(
    _ file: OpenFile, _ components: [String], _ search: inout PublicCache.Search?
  ) async throws -> PublicTarget? {
    guard let kind = FileClass(components: components), kind != .stableMedia,
      let type = MediaType.of(fileName: components[components.count - 1])
    else { return nil }
    if case .immutable(let sha256) = kind {
      let plain = FileRepresentation(
        file: file, contentType: type, entityTag: EntityTag(strong: sha256),
        lastModified: HTTPDate.text(
          unixSeconds: file.stamp.modifiedNanoseconds / 1_000_000_000),
        kindFields: kind.fields)
      return .file(plain, compressed: nil)
    }
    var fields = kind.fields
    if kind.hasCompressedTwin { fields[.vary] = "Accept-Encoding" }
    let fingerprint = try await fingerprints.fingerprint(of: file)
    let plain = FileRepresentation(
      file: file, contentType: type, entityTag: EntityTag(strong: fingerprint.sha256),
      lastModified: nil, kindFields: fields)
    guard kind.hasCompressedTwin, let twin = try compressedTwin(of: fingerprint, components)
    else { return .file(plain, compressed: nil) }
    fields[.contentEncoding] = "gzip"
    let compressed = FileRepresentation(
      file: twin, contentType: type, entityTag: EntityTag(strong: fingerprint.sha256 + "-gz"),
      lastModified: nil, kindFields: fields)
    return .file(plain, compressed: compressed)
  }

  /// The `.gz` beside a file, if it was made from exactly these bytes.
  private func compressedTwin(
    of fingerprint: Fingerprint, _ components: [String]
  ) throws -> OpenFile? {
    var twin = components
    twin[twin.count - 1] += ".gz"
    guard case .file(let compressed) = try folder.entry(twin),
      try fingerprint.isSource(ofGzip: compressed)
    else { return nil }
    return compressed
  }

  private static let sharedFields: HTTPFields = [.accessControlAllowOrigin: "*"]

  private static var notFound: PublicAnswer { .plain(.notFound, sharedFields) }
}

extension RouteTable.Redirect {
  /// The status with its usual words.
  fileprivate var responseStatus: HTTPResponse.Status {
    switch status {
    case 302: .found
    case 307: .temporaryRedirect
    case 308: .permanentRedirect
    default: .movedPermanently
    }
  }
}
