import HTTPTypes
import Hummingbird
import NIOCore

/// Everything a listener can fetch, answered from plain files: no database on this path.
struct PublicSide: Sendable {
  private let lookup: PublicLookup
  private let routes: RouteFile

  /// Serves a folder.
  ///
  /// - Parameters:
  ///   - folder: the public folder.
  ///   - routes: its redirects and removals.
  ///   - remembers: whether what paths lead to is kept in memory until something changes.
  init(folder: PublicFolder, routes: RouteFile, remembers: Bool = true) {
    self.routes = routes
    lookup = PublicLookup(
      folder: folder, routes: routes, cache: PublicCache(isWatching: remembers))
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
    case .get, .head:
      _ = try routes.current()
      if let moved = movedAnswer(to: request.head) {
        return try (request.method == .head ? moved.withoutBody : moved).response(on: eventLoop)
      }
      let target = try await lookup.target(of: request.uri.path)
      let answer = target.answer(
        to: request.head, ignoresRange: request.uri.query == StableMedia.wholeFileQuery,
        nowUTC: Self.nowUTC)
      return try (request.method == .head ? answer.withoutBody : answer).response(on: eventLoop)
    case .options: return PlainResponse.withoutBody(.noContent, fields: Self.preflightFields)
    default:
      return PlainResponse.error(.methodNotAllowed, fields: [.allow: Self.methods])
    }
  }

  /// Answers a request at once if everything it needs is known.
  ///
  /// - Parameter head: the head of a request without a body.
  /// - Returns: the complete answer; nil when the request has to go the long way.
  func knownAnswer(to head: HTTPRequest) -> PublicAnswer? {
    guard head.method == .get || head.method == .head, let path = head.path,
      movedAnswer(to: head) == nil, let target = lookup.knownTarget(of: path)
    else { return nil }
    let answer = target.answer(to: head, nowUTC: Self.nowUTC)
    return head.method == .head ? answer.withoutBody : answer
  }

  /// Leads a request to a former host of the venue to the same address under the present one, for
  /// good.
  private func movedAnswer(to head: HTTPRequest) -> PublicAnswer? {
    guard let host = head.authority, let path = head.path,
      let target = routes.address(underFormerHost: host, path: path)
    else { return nil }
    return .redirect(
      to: target, .movedPermanently,
      [.accessControlAllowOrigin: "*", .cacheControl: "public, max-age=86400"])
  }

  private static var nowUTC: Int { Int(WallClock.unixSeconds) }

  private static let methods = "GET, HEAD, OPTIONS"

  /// Lets players on other sites ask for ranges and revalidate; everything here is public.
  static let preflightFields: HTTPFields = [
    .allow: methods,
    .accessControlAllowOrigin: "*",
    .accessControlAllowMethods: methods,
    .accessControlAllowHeaders: "If-Match, If-None-Match, If-Range, Range",
    .accessControlMaxAge: "86400",
  ]
}
