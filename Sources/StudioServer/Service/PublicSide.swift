import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Everything a listener can fetch, answered from plain files: no database on this path.
struct PublicSide: Sendable {
  private let folder: PublicFolder
  private let routes: RouteFile
  private let fingerprints = FingerprintCache()

  /// Serves a folder.
  ///
  /// - Parameters:
  ///   - folder: the public folder.
  ///   - routes: its redirects and removals.
  init(folder: PublicFolder, routes: RouteFile) {
    self.folder = folder
    self.routes = routes
  }

  /// Answers one request.
  ///
  /// - Parameters:
  ///   - request: any method, any path.
  ///   - eventLoop: the thread that writes to the connection.
  /// - Returns: a response; HEAD gets the fields of GET and no body.
  /// - Throws: ``SystemError`` when descriptors run out or the disk fails.
  func response(
    to request: Request, on eventLoop: any EventLoop
  ) async throws -> Response {
    switch request.method {
    case .get: return try await answer(request, on: eventLoop)
    case .head: return try await answer(request, on: eventLoop).withoutBody
    case .options: return Self.preflight
    default:
      return PlainResponse.error(.methodNotAllowed, fields: [.allow: Self.methods])
    }
  }

  private func answer(
    _ request: Request, on eventLoop: any EventLoop
  ) async throws -> Response {
    guard let path = PublicPath(urlPath: request.uri.path) else { return Self.notFound }
    switch try routes.current().answer(for: path) {
    case .gone:
      return PlainResponse.error(.gone, fields: Self.sharedFields)
    case .redirect(let redirect):
      var fields = Self.sharedFields
      // Long enough to spare us repeats, short enough to undo a mistake within a day.
      fields[.cacheControl] = "public, max-age=86400"
      return PlainResponse.redirect(
        to: redirect.to, status: .init(code: redirect.status), fields: fields)
    case nil:
      return try await file(at: path, request.head, on: eventLoop)
    }
  }

  private func file(
    at path: PublicPath, _ head: HTTPRequest, on eventLoop: any EventLoop
  ) async throws -> Response {
    let components = path.endsInSlash ? path.components + ["index.html"] : path.components
    switch try folder.entry(components) {
    case .missing:
      return Self.notFound
    case .folder:
      guard !path.endsInSlash, case .file = try folder.entry(components + ["index.html"]) else {
        return Self.notFound
      }
      return PlainResponse.redirect(
        to: path.folderReference, status: .movedPermanently,
        fields: [.cacheControl: "public, max-age=60"])
    case .link(let target):
      guard FileClass(components: components) == .stableMedia else { return Self.notFound }
      return try StableMedia.response(linkTarget: target, in: folder)
    case .file(let file):
      guard let kind = FileClass(components: components), kind != .stableMedia,
        let type = MediaType.of(fileName: components[components.count - 1])
      else { return Self.notFound }
      let representation = try await representation(
        of: file, kind: kind, contentType: type, components: components, head)
      return try FileResponder.response(
        to: head, with: representation, on: eventLoop)
    }
  }

  private func representation(
    of file: OpenFile, kind: FileClass, contentType: String, components: [String],
    _ head: HTTPRequest
  ) async throws -> FileRepresentation {
    if case .immutable(let sha256) = kind {
      return FileRepresentation(
        file: file, contentType: contentType, entityTag: EntityTag(strong: sha256),
        lastModified: HTTPDate.text(
          unixSeconds: file.stamp.modifiedNanoseconds / 1_000_000_000),
        fields: kind.fields)
    }
    let fingerprint = try await fingerprints.fingerprint(of: file)
    var fields = kind.fields
    if kind.hasCompressedTwin {
      fields[.vary] = "Accept-Encoding"
      if AcceptEncoding.allowsGzip(head.headerFields[.acceptEncoding]),
        let twin = try compressedTwin(of: fingerprint, components)
      {
        fields[.contentEncoding] = "gzip"
        return FileRepresentation(
          file: twin, contentType: contentType,
          entityTag: EntityTag(strong: fingerprint.sha256 + "-gz"), lastModified: nil,
          fields: fields)
      }
    }
    return FileRepresentation(
      file: file, contentType: contentType, entityTag: EntityTag(strong: fingerprint.sha256),
      lastModified: nil, fields: fields)
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

  private static let methods = "GET, HEAD, OPTIONS"

  private static let sharedFields: HTTPFields = [.accessControlAllowOrigin: "*"]

  private static var notFound: Response {
    PlainResponse.error(.notFound, fields: sharedFields)
  }

  /// Lets players on other sites ask for ranges and revalidate; everything here is public.
  private static var preflight: Response {
    PlainResponse.withoutBody(
      .noContent,
      fields: [
        .allow: methods,
        .accessControlAllowOrigin: "*",
        .accessControlAllowMethods: methods,
        .accessControlAllowHeaders: "If-Match, If-None-Match, If-Range, Range",
        .accessControlMaxAge: "86400",
      ])
  }
}
