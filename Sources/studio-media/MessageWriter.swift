import Foundation
import MediaPipeline
import MediaProtocol
import Synchronization

/// Writes messages to standard output, one JSON line each.
final class MessageWriter: Sendable {
  /// Progress is said at most this often, so that a fast pass does not drown its parent.
  private static let progressInterval = Duration.milliseconds(100)

  private let stop: StopFlag
  private let lastProgress = Mutex<ContinuousClock.Instant?>(nil)

  /// Writes to standard output; raises `stop` when nobody reads it any more.
  init(_ stop: StopFlag) { self.stop = stop }

  /// Writes a message.
  func write(_ message: WorkerMessage) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let line = try encoder.encode(message) + Data("\n".utf8)
      try FileHandle.standardOutput.write(contentsOf: line)
    } catch {
      // Nobody to tell. The work ends and cleans up as if it had been cancelled.
      StopSignals.stopSoon(stop)
    }
  }

  /// Writes how far the work is, unless it was said a moment ago.
  func write(_ progress: MediaProgress) {
    let now = ContinuousClock.now
    let isDue = lastProgress.withLock { last in
      if let last, now - last < Self.progressInterval { return false }
      last = now
      return true
    }
    if isDue { write(.progress(progress)) }
  }
}
