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
  /// Stack of the thread that works, bytes.
  private static let stackBytes = 8 << 20

  static func main() {
    guard let request = readRequest() else {
      FileHandle.standardError.write(
        Data("studio-media is started by studio; it reads one JSON request from stdin.\n".utf8))
      exit(unreadableRequest)
    }
    Confinement.allowManyFiles()
    let stop = StopFlag()
    let output = MessageWriter(stop)
    let work: any Work =
      switch request {
      case .measure(let request): MeasureWork(request, output, stop)
      case .process(let request): ProcessWork(request, output, stop)
      }
    // Landlock binds the calling thread and those it starts: it comes before any other thread.
    let isEnforced = Confinement.enter(for: work.load, outputFolders: work.outputFolders)
    let listeners = StopSignals.listen(stop)
    ParentWatch.start(stop)
    // FFmpeg's loops run on a thread of their own, with the main thread free for signals.
    let thread = Thread {
      work.run(confinement: isEnforced ? "landlock" : "none")
      exit(0)
    }
    thread.stackSize = stackBytes
    thread.start()
    withExtendedLifetime(listeners) { dispatchMain() }
  }

  private static func readRequest() -> MediaRequest? {
    guard let line = readLine(strippingNewline: true) else { return nil }
    // What exactly is wrong with a request that is not ours is of no use to anybody.
    return try? JSONDecoder().decode(MediaRequest.self, from: Data(line.utf8))
  }
}
