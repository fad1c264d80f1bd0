import Hummingbird

/// Hands a request to the public files unless its path belongs to a route of the router.
struct PublicSideMiddleware: RouterMiddleware {
  typealias Context = StudioRequestContext

  /// The public files.
  let publicSide: PublicSide
  /// First path components that the router answers, for instance `healthz`.
  let routedPrefixes: Set<String>

  /// Answers, or passes on.
  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let first = request.uri.path.dropFirst().prefix { $0 != "/" }
    guard !routedPrefixes.contains(String(first)) else {
      return try await next(request, context)
    }
    return try await publicSide.response(to: request, on: context.eventLoop)
  }
}
