import Foundation
import MediaProtocol
import Subprocess
import SystemPackage

/// One worker process, from its request to its end.
struct WorkerRun {
  /// What a worker left behind.
  struct Ending {
    /// Its messages, without progress.
    var answers: [WorkerMessage] = []
    /// Why it did not do what was asked; nil when it did.
    var failure: MediaFailure?
  }

  /// The longest line that is read: a report lists every stretch the limiter acted on.
  private static let maximumLineBytes = 64 << 20
  /// How long a cancelled worker may take to remove its unfinished files.
  private static let cleaningTime = Duration.seconds(5)

  private let executable: URL
  private let request: MediaRequest
  private let subject: String

  /// Prepares a run; `subject` is the file that a crash is blamed on.
  init(_ executable: URL, _ request: MediaRequest, subject: String) {
    self.executable = executable
    self.request = request
    self.subject = subject
  }

  /// Starts the worker and listens until it ends; a cancelled task ends it first.
  ///
  /// - Parameter progress: told how far the worker is.
  /// - Returns: what the worker said, and why it failed if it did.
  /// - Throws: what encoding the request throws.
  func finish(_ progress: @escaping @Sendable (MediaProgress) -> Void) async throws -> Ending {
    guard FileManager.default.isExecutableFile(atPath: executable.path) else {
      return Ending(failure: MediaFailure(.workerMissing, subject: executable.path))
    }
    let line = try JSONEncoder().encode(request) + Data("\n".utf8)
    let input = try RequestFile.open(Array(line))
    var ending = Ending()
    var log = ErrorTail()
    do {
      let result = try await Subprocess.run(
        .path(FilePath(executable.path)), platformOptions: Self.options,
        input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence,
        error: .sequence
      ) { execution in
        // Both pipes are read at once: a worker that fills either would otherwise stand still.
        async let tail = ErrorTail.reading(execution.standardError)
        // JSON leaves the other characters that Unicode breaks lines at as they are.
        let lines = execution.standardOutput.strings(
          separatedBy: .unicodeScalarSequence(["\n"]),
          bufferingPolicy: .maxLineLength(Self.maximumLineBytes))
        for try await text in lines {
          let message = try JSONDecoder().decode(WorkerMessage.self, from: Data(text.utf8))
          switch message {
          case .progress(let step): progress(step)
          case .failed(let report): ending.failure = MediaFailure(report)
          case .measured, .refused, .rendered, .planned: ending.answers.append(message)
          }
        }
        log = await tail
      }
      if ending.failure == nil, !Self.isSuccess(result.terminationStatus) {
        ending.failure = crash("\(result.terminationStatus) \(log.text)")
      }
    } catch {
      // Whatever broke the conversation (a line that is no message, a pipe that failed), the
      // worker is gone by now and its work is not done.
      if ending.failure == nil { ending.failure = crash("\(error)") }
    }
    if Task.isCancelled { ending.failure = MediaFailure(.cancelled, subject: subject) }
    return ending
  }

  private func crash(_ detail: String) -> MediaFailure {
    MediaFailure(.workerCrashed, subject: subject, detail: detail)
  }

  private static func isSuccess(_ status: TerminationStatus) -> Bool {
    if case .exited(0) = status { true } else { false }
  }

  /// A cancelled task asks the worker to clean up (SIGTERM), then ends it (SIGKILL).
  private static var options: PlatformOptions {
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: cleaningTime)]
    return options
  }
}
