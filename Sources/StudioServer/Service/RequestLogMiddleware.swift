import Foundation
import Hummingbird
import Logging

/// One log line a request: method, status, and where it went.
///
/// No address, no user agent, no query. A path is written only where every path is public;
/// elsewhere (tokens in the addresses of calendars and previews) a pattern stands for it.
struct RequestLogMiddleware<Context: RequestContext>: RouterMiddleware {
  /// How loud the lines are.
  let level: Logger.Level
  /// First path components whose paths are not to be written.
  let routedPrefixes: Set<String>

  /// Passes on, then logs.
  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let response = try await next(request, context)
    context.logger.log(
      level: level,
      "\(request.method.rawValue) \(place(request, context)) \(response.status.code)")
    return response
  }

  private func place(_ request: Request, _ context: Context) -> String {
    let path = request.uri.path
    let first = path.dropFirst().prefix { $0 != "/" }
    if routedPrefixes.contains(String(first)) { return context.endpointPath ?? "/\(first)" }
    return Self.isPreview(path) ? "/preview/…" : path
  }

  /// Whether a path, however it is encoded, holds the secret of a preview.
  private static func isPreview(_ path: String) -> Bool {
    let components = (path.removingPercentEncoding ?? path).split(separator: "/").map(String.init)
    return FileClass.withoutLanguage(components).first == "preview"
  }
}
