import Hummingbird
import Logging

/// The server: everything `studio serve` offers over HTTP.
public struct StudioServer: Sendable {
  private let settings: ServerSettings

  /// Prepares a server; opens nothing yet.
  ///
  /// - Parameter settings: what to serve and where.
  public init(_ settings: ServerSettings) { self.settings = settings }

  /// Serves until SIGTERM or SIGINT; requests in flight are finished first.
  ///
  /// - Parameter onListening: told the port once requests are accepted.
  /// - Throws: when the address cannot be listened on.
  public func run(
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) async throws {
    try await buildApplication(settings, onListening: onListening).runService()
  }
}
