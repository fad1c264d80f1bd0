import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// Finds the calendar behind a token; nil for a token that is not in service.
public typealias CalendarSource = @Sendable (_ token: String) async throws -> String?

/// Answers `/calendar/<token>.ics`, the address people give their calendar program.
///
/// The token is the whole secret: it is in no log line (the route's pattern stands for it), the
/// answer is for no shared cache, and a token that is not in service is a plain 404.
struct CalendarRoutes: Sendable {
  /// Finds calendars.
  let source: CalendarSource

  /// Adds the route.
  ///
  /// - Parameter router: the router that gets it.
  func add(to router: Router<StudioRequestContext>) {
    for method in [HTTPRequest.Method.get, .head] {
      router.on("calendar/:file", method: method) { request, context in
        let response = try await answer(request, file: context.parameters.get("file") ?? "")
        return method == .head ? response.withoutBody : response
      }
    }
    for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options, .trace] {
      router.on("calendar/:file", method: method) { _, _ in
        PlainResponse.error(.methodNotAllowed, fields: [.allow: "GET, HEAD"])
      }
    }
  }

  private func answer(_ request: Request, file: String) async throws -> Response {
    guard file.hasSuffix(".ics"), file.utf8.count <= 200,
      let text = try await source(String(file.dropLast(4)))
    else { return PlainResponse.error(.notFound) }
    let digest = SHA256.hash(data: Array(text.utf8)).prefix(16)
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let tag = EntityTag(strong: digest)
    let fields: HTTPFields = [
      .contentType: "text/calendar; charset=utf-8", .eTag: tag.headerValue,
      .cacheControl: "private, no-cache", .xContentTypeOptions: "nosniff",
    ]
    switch Preconditions.outcome(request.headers, tag: tag, lastModified: nil) {
    case .notModified: return PlainResponse.withoutBody(.notModified, fields: fields)
    case .failed: return PlainResponse.error(.preconditionFailed)
    case .proceed:
      return Response(
        status: .ok, headers: fields,
        body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
  }
}
