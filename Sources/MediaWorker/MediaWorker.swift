public import Foundation
public import MediaProtocol
import Subprocess
import Synchronization
import SystemPackage

/// Starts `studio-media` for one request and turns what it says into values.
///
/// Media is never touched in this process: a codec that aborts ends the worker, and the caller gets a
/// ``MediaFailure`` with a sentence.
public struct MediaWorker: Sendable {
  /// The longest line that is read: a report lists every stretch the limiter acted on.
  private static let maximumLineBytes = 64 << 20
  /// How much of what a dying worker says is kept for the log.
  private static let maximumErrorBytes = 64 << 10
  /// How long a cancelled worker may take to remove its unfinished files.
  private static let cleaningTime = Duration.seconds(5)

  /// The worker program.
  public let executable: URL

  /// Uses a worker program.
  ///
  /// - Parameter executable: the program; nil takes `STUDIO_MEDIA`, else the `studio-media` that lies
  ///   beside the running program.
  public init(executable: URL? = nil) {
    self.executable = executable ?? Self.installed
  }

  /// Measures files.
  ///
  /// - Parameters:
  ///   - request: which files, and how.
  ///   - progress: told how far the request is; called in order.
  /// - Returns: one figure set or failure a file, in the order of the request.
  /// - Throws: ``MediaFailure`` when the worker itself failed.
  public func measure(
    _ request: MeasureRequest, progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) async throws -> [Result<LoudnessSummary, MediaFailure>] {
    let outcomes = Mutex<[Result<LoudnessSummary, MediaFailure>]>([])
    try await run(.measure(request), subject: request.files.first ?? "", progress) { message in
      switch message {
      case .measured(let summary): outcomes.withLock { $0.append(.success(summary)) }
      case .refused(let report): outcomes.withLock { $0.append(.failure(MediaFailure(report))) }
      case .progress, .rendered, .failed: break
      }
    }
    let all = outcomes.withLock { $0 }
    guard all.count == request.files.count else {
      throw MediaFailure(.workerCrashed, subject: request.files[all.count], detail: "no answer")
    }
    return all
  }

  /// Levels, encodes and verifies one programme.
  ///
  /// - Parameters:
  ///   - request: inputs, outputs and settings.
  ///   - progress: told how far the request is; called in order.
  /// - Returns: the report; every output is complete and in place then.
  /// - Throws: ``MediaFailure``; no output was changed then.
  public func process(
    _ request: ProcessRequest, progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) async throws -> RenderReport {
    let report = Mutex<RenderReport?>(nil)
    let subject = request.inputs.first ?? ""
    try await run(.process(request), subject: subject, progress) { message in
      if case .rendered(let finished) = message { report.withLock { $0 = finished } }
    }
    guard let finished = report.withLock({ $0 }) else {
      throw MediaFailure(.workerCrashed, subject: subject, detail: "no report")
    }
    return finished
  }

  /// Runs one worker to its end; a failure of the whole request is thrown.
  private func run(
    _ request: MediaRequest, subject: String,
    _ progress: @escaping @Sendable (MediaProgress) -> Void,
    _ handle: @escaping @Sendable (WorkerMessage) -> Void
  ) async throws {
    guard FileManager.default.isExecutableFile(atPath: executable.path) else {
      throw MediaFailure(.workerMissing, subject: executable.path, detail: "not executable")
    }
    let line = try JSONEncoder().encode(request) + Data("\n".utf8)
    let failure = Mutex<MediaFailure?>(nil)
    let result = try await Subprocess.run(
      .path(FilePath(executable.path)), platformOptions: Self.options, input: .array(Array(line)),
      output: .sequence, error: .string(limit: Self.maximumErrorBytes)
    ) { execution in
      let policy = SubprocessOutputSequence.StringSequence<UTF8>.BufferingPolicy.maxLineLength(
        Self.maximumLineBytes)
      for try await text in execution.standardOutput.strings(bufferingPolicy: policy) {
        let message = try JSONDecoder().decode(WorkerMessage.self, from: Data(text.utf8))
        switch message {
        case .progress(let step): progress(step)
        case .failed(let report): failure.withLock { $0 = MediaFailure(report) }
        case .measured, .refused, .rendered: handle(message)
        }
      }
    }
    try Task.checkCancellation()
    if let failure = failure.withLock({ $0 }) { throw failure }
    guard case .exited(0) = result.terminationStatus else {
      throw MediaFailure(
        .workerCrashed, subject: subject,
        detail: "\(result.terminationStatus) \(result.standardError)")
    }
  }

  /// A cancelled task asks the worker to clean up, then ends it.
  private static var options: PlatformOptions {
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: cleaningTime)]
    return options
  }

  /// `STUDIO_MEDIA`, else `studio-media` beside the running program.
  private static var installed: URL {
    if let path = ProcessInfo.processInfo.environment["STUDIO_MEDIA"], !path.isEmpty {
      return URL(filePath: path)
    }
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return own.deletingLastPathComponent().appending(path: "studio-media")
  }
}
