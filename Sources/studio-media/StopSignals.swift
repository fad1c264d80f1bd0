import Dispatch
import Foundation
import MediaPipeline

/// SIGTERM and SIGINT raise the stop flag: the pipeline removes its unfinished files and ends.
enum StopSignals {
  /// Starts listening.
  ///
  /// - Parameter stop: raised by either signal.
  /// - Returns: the listeners; they listen for as long as they are kept.
  static func listen(_ stop: StopFlag) -> [any DispatchSourceSignal] {
    // A parent that has gone is noticed at the next write.
    signal(SIGPIPE, SIG_IGN)
    return [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { stop.request() }
      source.resume()
      return source
    }
  }
}
