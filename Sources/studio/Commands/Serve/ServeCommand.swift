import ArgumentParser
import Foundation
import Logging
import NIOCore
import StudioBooking
import StudioPublishing
import StudioServer
import StudioStore

/// `studio serve`: the public files over HTTP.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves the public files until SIGTERM or Ctrl-C; requests in flight are finished.")
  @Option(help: "The address to listen on (default: studio.json's listen.host).") var host: String?
  @Option(help: "The port to listen on (default: studio.json's listen.port).") var port: Int?
  @Flag(help: "Let STUDIO_NOW hold the clock of what falls due; for tests.") var testClock = false
  @Flag(help: "Write a line to stderr for every request: method, path, status; no addresses.")
  var logRequests = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let port, !(0...65_535).contains(port) {
      throw ValidationError("--port is a number from 0 to 65535, not \(port).")
    }
  }

  /// What the system answers to a program that may not listen where it wants to (bind(2)).
  private static let listenFailures: Set<CInt> = [
    EADDRINUSE, EACCES, EADDRNOTAVAIL, EAFNOSUPPORT,
  ]

  func run() async throws {
    try await Workplace.run(data, output) { place in
      var logger = Logger(
        label: "studio.serve", factory: { label in StreamLogHandler.standardError(label: label) })
      logger.logLevel = .info
      // A build that was cut short is completed before the first listener asks; what fell due while
      // nothing ran follows a moment later. What cannot be built now is served as it stands.
      let unbuilt = UnbuiltShows(logger: logger, language: place.language)
      unbuilt.report(try await place.builder.buildEach())
      let store = place.store
      let clock = testClock ? place.clock : .system
      let settings = ServerSettings(
        publicFolder: place.folder.publicFiles.path, host: host ?? place.settings.host,
        port: port ?? place.settings.port, logger: logger,
        requestLogLevel: logRequests ? .info : nil,
        readinessChecks: [
          ReadinessCheck(name: "database") { _ = try await store.shows() }
        ],
        services: [
          DueClock(pass: place.duePass, store: store, clock: clock, logger: logger),
          AgendaClock(builder: place.agendaBuilder, clock: clock, logger: logger),
          ShowClock(builder: place.builder, unbuilt: unbuilt),
        ])
      let base = place.addresses.base
      let address = settings.host
      let served = settings.serving { token in
        try await store.calendarFeed(token: token, at: StudioClock.system.nowUTC)?.text
      }
      do {
        try await StudioServer(served).run { port in
          Terminal.say("http://\(address):\(port)/ → \(base)")
        }
      } catch let error as IOError where Self.listenFailures.contains(error.errnoCode) {
        throw UsageRefusal.cannotListen(
          "\(address):\(settings.port)", reason: unsafe String(cString: strerror(error.errnoCode)))
      }
    }
  }
}
