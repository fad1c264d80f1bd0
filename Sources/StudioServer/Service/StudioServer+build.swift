package import Hummingbird
import HummingbirdCore
import NIOCore

/// Builds the application: routes, middleware, limits; opens nothing yet.
///
/// - Parameters:
///   - settings: what to serve and where.
///   - onListening: told the port once requests are accepted.
/// - Returns: an application to run or to test without a port.
package func buildApplication(
  _ settings: ServerSettings,
  onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
  Application(
    responder: buildRouter(settings).buildResponder(),
    server: .http1(configuration: channelConfiguration(settings)),
    configuration: ApplicationConfiguration(
      address: .hostname(settings.host, port: settings.port),
      availableConnectionsDelegate: MaximumAvailableConnections(settings.maximumConnections)),
    services: settings.services,
    onServerRunning: { channel in
      if let port = channel.localAddress?.port { await onListening(port) }
    },
    logger: settings.logger)
}

private func buildRouter(_ settings: ServerSettings) -> Router<StudioRequestContext> {
  let folder = PublicFolder(path: settings.publicFolder)
  let routes = RouteFile(folder: folder, logger: settings.logger)
  let ownChecks = [
    ReadinessCheck(name: "public_folder") { _ = try folder.stamp(of: RouteFile.name) },
    ReadinessCheck(name: "routes") {
      if let problem = try routes.problem() { throw RoutesProblem(description: problem) }
    },
  ]
  let routedPrefixes: Set<String> = ["healthz", "readyz", "calendar"]

  let router = Router(context: StudioRequestContext.self)
  router.addMiddleware {
    RequestLogMiddleware(level: settings.requestLogLevel, routedPrefixes: routedPrefixes)
    ErrorMiddleware()
    PublicSideMiddleware(
      publicSide: PublicSide(folder: folder, routes: routes), routedPrefixes: routedPrefixes)
  }
  HealthRoutes(checks: ownChecks + settings.readinessChecks).add(to: router)
  if let calendars = settings.calendars { CalendarRoutes(source: calendars).add(to: router) }
  return router
}

private struct RoutesProblem: Error, CustomStringConvertible {
  let description: String
}

private func channelConfiguration(_ settings: ServerSettings) -> HTTP1Channel.Configuration {
  let first = TimeAmount.seconds(Int64(settings.firstHeadSeconds))
  let next = TimeAmount.seconds(Int64(settings.idleSeconds))
  return HTTP1Channel.Configuration(
    additionalChannelHandlers: [
      HeadDeadlineHandler(first: first, next: next), DrainBeforeCloseHandler(),
    ],
    idleTimeout: next,
    httpDecoderConfiguration: .init(
      maxHeaderFieldSize: settings.maximumHeadBytes,
      maxHeaderListSize: settings.maximumHeadBytes,
      maxHeaderFieldCount: 100))
}
