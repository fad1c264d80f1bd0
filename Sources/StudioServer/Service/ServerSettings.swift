public import Logging
public import ServiceLifecycle

/// Everything the server needs to know.
public struct ServerSettings: Sendable {
  /// The folder whose files anyone may fetch: `public/` in the data folder.
  public var publicFolder: String
  /// The address to listen on.
  public var host: String
  /// The port to listen on; 0 lets the system choose.
  public var port: Int
  /// Where lines go.
  public var logger: Logger
  /// The level of the line each request makes; nil for none.
  public var requestLogLevel: Logger.Level?
  /// What `/readyz` asks beside the public folder.
  public var readinessChecks: [ReadinessCheck]
  /// Finds the calendars of `/calendar/<token>.ics`; nil serves none.
  public var calendars: CalendarSource?
  /// What runs beside the server for as long as it does, such as the clock of what falls due.
  public var services: [any Service]
  /// Whether what paths lead to is remembered until something changes, and answered at once.
  public var answersFromMemory: Bool
  /// How long a connection may take to send the head of its first request, in seconds.
  public var firstHeadSeconds: Int
  /// How long a connection may stay without a complete next request, in seconds.
  public var idleSeconds: Int
  /// Bytes one request's head may have, all fields together.
  public var maximumHeadBytes: Int
  /// Connections served at once; further ones wait in the system's queue.
  public var maximumConnections: Int

  /// Collects the settings; limits have the values of anchors/reliability-ux.md §2 row 39.
  ///
  /// - Parameters:
  ///   - publicFolder: the folder to serve.
  ///   - host: the address to listen on.
  ///   - port: the port to listen on.
  ///   - logger: where lines go.
  ///   - requestLogLevel: the level of the line each request makes; nil for none.
  ///   - readinessChecks: what `/readyz` asks beside the public folder.
  ///   - services: what runs beside the server.
  public init(
    publicFolder: String, host: String = "127.0.0.1", port: Int = 8080, logger: Logger,
    requestLogLevel: Logger.Level? = nil, readinessChecks: [ReadinessCheck] = [],
    services: [any Service] = []
  ) {
    self.publicFolder = publicFolder
    self.host = host
    self.port = port
    self.logger = logger
    self.requestLogLevel = requestLogLevel
    self.readinessChecks = readinessChecks
    self.services = services
    answersFromMemory = true
    firstHeadSeconds = 10
    idleSeconds = 30
    maximumHeadBytes = 16 * 1024
    maximumConnections = 1024
  }

  /// The same settings with calendars to serve.
  ///
  /// - Parameter calendars: finds the calendar behind a token.
  /// - Returns: the settings.
  public func serving(calendars: @escaping CalendarSource) -> Self {
    var settings = self
    settings.calendars = calendars
    return settings
  }
}
