import Logging
import ServiceLifecycle
import StudioBooking
import StudioStore

/// Keeps the public agenda true while the server runs: what is over leaves it at midnight, and what
/// a command changed but could not write any more is made up for.
struct AgendaClock: Service {
  let builder: AgendaBuilder
  let clock: StudioClock
  let logger: Logger

  /// How often to look; a look reads one row and one small file.
  static let interval = Duration.seconds(1)
  /// How long a failure is left alone: a full disk is not written to every second.
  static let patience = Duration.seconds(60)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        var pause = Self.interval
        do {
          try await builder.buildIfBehind(at: clock.nowUTC)
        } catch {
          logger.error("agenda.unwritten", metadata: ["reason": "\(error)"])
          pause = Self.patience
        }
        guard (try? await Task.sleep(for: pause)) != nil else { return }  // cancelled
      }
    }
  }
}
