import HTTPTypes
import Hummingbird
import Logging

/// Turns every failure into a small plain answer and a line in the log; what went wrong inside is
/// for the administrator, not for the client.
struct ErrorMiddleware<Context: RequestContext>: RouterMiddleware {
  /// Answers, also when the rest of the chain throws.
  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      return PlainResponse.error(error.status)
    } catch let error as SystemError {
      context.logger.error("\(error)")
      return PlainResponse.error(.serviceUnavailable, fields: [.retryAfter: "10"])
    } catch {
      context.logger.error("\(String(reflecting: error))")
      return PlainResponse.error(.internalServerError)
    }
  }
}
