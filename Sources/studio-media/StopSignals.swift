import Dispatch
import Foundation
import MediaPipeline

/// SIGTERM and SIGINT raise the stop flag: the pipeline removes its unfinished files and ends.
enum StopSignals {
  /// How long cleaning up may take, seconds, before the kernel ends the process (SIGALRM): a
  /// decoder that hangs never looks at the flag.
  private static let cleaningSeconds: UInt32 = 10

  /// Starts listening.
  ///
  /// - Parameter stop: raised by either signal.
  /// - Returns: the listeners; they listen for as long as they are kept.
  static func listen(_ stop: StopFlag) -> [any DispatchSourceSignal] {
    // A parent that has gone is an error of the next write, not a death that leaves files behind.
    signal(SIGPIPE, SIG_IGN)
    return [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { stopSoon(stop) }
      source.resume()
      return source
    }
  }

  /// Asks for the end, and makes sure of it.
  static func stopSoon(_ stop: StopFlag) {
    stop.request()
    _ = alarm(cleaningSeconds)
  }
}
