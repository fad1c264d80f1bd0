import Foundation
import MediaPipeline
import MediaProtocol

/// The worker: one request on standard input, one JSON line a message on standard output.
///
/// Order matters: read the request, open every file it names, limit and confine the process, and
/// only then let FFmpeg see a byte (docs/decisions/0001).
@main enum StudioMedia {
  /// Exit status when the request itself cannot be read: the parent is not ours.
  private static let unreadableRequest: Int32 = 64

  static func main() {
    let output = MessageWriter()
    guard let line = readLine(strippingNewline: true),
      let request = try? JSONDecoder().decode(MediaRequest.self, from: Data(line.utf8))
    else {
      FileHandle.standardError.write(
        Data("studio-media is started by studio; it reads one JSON request from stdin.\n".utf8))
      exit(unreadableRequest)
    }
    let stop = StopFlag()
    let signals = StopSignals.listen(stop)
    // FFmpeg's loops run on a thread of their own, with the main thread free for signals.
    let work = Thread {
      switch request {
      case .measure(let request): MeasureWork(request, output, stop).run()
      case .process(let request): ProcessWork(request, output, stop).run()
      }
      exit(0)
    }
    work.stackSize = 8 << 20
    work.start()
    withExtendedLifetime(signals) { dispatchMain() }
  }
}
