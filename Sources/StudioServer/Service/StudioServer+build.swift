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
  let folder = PublicFolder(path: settings.publicFolder)
  let routes = RouteFile(folder: folder, logger: settings.logger)
  let publicSide = PublicSide(
    folder: folder, routes: routes, remembers: settings.answersFromMemory)
  return Application(
    responder: buildRouter(settings, folder, routes, publicSide).buildResponder(),
    server: HTTPServerBuilder { connection(settings, publicSide, $0) },
    configuration: ApplicationConfiguration(
      address: .hostname(settings.host, port: settings.port),
      availableConnectionsDelegate: MaximumAvailableConnections(settings.maximumConnections)),
    services: settings.services,
    onServerRunning: { channel in
      if let port = channel.localAddress?.port { await onListening(port) }
    },
    logger: settings.logger)
}

private func buildRouter(
  _ settings: ServerSettings, _ folder: PublicFolder, _ routes: RouteFile,
  _ publicSide: PublicSide
) -> Router<StudioRequestContext> {
  let ownChecks = [
    ReadinessCheck(name: "public_folder") { _ = try folder.stamp(of: RouteFile.name) },
    ReadinessCheck(name: "routes") {
      if let problem = try routes.problem() { throw RoutesProblem(description: problem) }
    },
  ]
  let routedPrefixes: Set<String> = ["healthz", "readyz", "calendar"]

  let router = Router(context: StudioRequestContext.self)
  router.addMiddleware {
    if let level = settings.requestLogLevel {
      RequestLogMiddleware(level: level, routedPrefixes: routedPrefixes)
    }
    ErrorMiddleware()
    PublicSideMiddleware(publicSide: publicSide, routedPrefixes: routedPrefixes)
  }
  HealthRoutes(checks: ownChecks + settings.readinessChecks).add(to: router)
  if let calendars = settings.calendars { CalendarRoutes(source: calendars).add(to: router) }
  return router
}

private struct RoutesProblem: Error, CustomStringConvertible {
  let description: String
}

/// A connection as the settings want it.
///
/// - Parameters:
///   - settings: deadlines and limits.
///   - publicSide: knows the answers.
///   - responder: the application.
/// - Returns: the connection.
func connection(
  _ settings: ServerSettings, _ publicSide: PublicSide,
  _ responder: @escaping HTTPChannelHandler.Responder
) -> StudioConnection {
  let first = TimeAmount.seconds(Int64(settings.firstHeadSeconds))
  let next = TimeAmount.seconds(Int64(settings.idleSeconds))
  let application = HTTP1Channel(
    responder: responder,
    configuration: HTTP1Channel.Configuration(
      additionalChannelHandlers: [HeadDeadlineHandler(first: first, next: next)],
      // The deadlines above see every request, those behind the application's back too.
      idleTimeout: nil,
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: settings.maximumHeadBytes,
        maxHeaderListSize: settings.maximumHeadBytes,
        maxHeaderFieldCount: 100)))
  // Whoever wants a line for each request gets one: then all of them go through the application.
  let answersAtOnce = settings.requestLogLevel == nil && settings.answersFromMemory
  return StudioConnection(
    application: application, publicSide: answersAtOnce ? publicSide : nil,
    maximumHeadBytes: settings.maximumHeadBytes)
}
