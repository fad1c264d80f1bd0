import HTTPTypes
import Hummingbird
import Logging

/// Adds `/healthz`, the process answers, and `/readyz`, it can also do its work.
struct HealthRoutes: Sendable {
  /// The checks behind `/readyz`, run in order.
  let checks: [ReadinessCheck]

  /// Adds both routes.
  ///
  /// - Parameter router: the router that gets them.
  func add<Context: RequestContext>(to router: Router<Context>) {
    for method in [HTTPRequest.Method.get, .head] {
      router.on("healthz", method: method) { _, _ in
        Self.answer(PlainResponse.text("ok\n", status: .ok), to: method)
      }
      router.on("readyz", method: method) { _, context in
        Self.answer(await readiness(logger: context.logger), to: method)
      }
    }
    for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options, .trace] {
      for path in ["healthz", "readyz"] {
        router.on("\(path)", method: method) { _, _ in
          PlainResponse.error(.methodNotAllowed, fields: [.allow: "GET, HEAD"])
        }
      }
    }
  }

  private func readiness(logger: Logger) async -> Response {
    for check in checks {
      do {
        try await check.run()
      } catch {
        logger.warning("not ready: \(check.name): \(String(describing: error))")
        return PlainResponse.text("not ready: \(check.name)\n", status: .serviceUnavailable)
      }
    }
    return PlainResponse.text("ready\n", status: .ok)
  }

  private static func answer(_ response: Response, to method: HTTPRequest.Method) -> Response {
    method == .head ? response.withoutBody : response
  }
}
