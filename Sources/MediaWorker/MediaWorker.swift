public import Foundation
public import MediaProtocol

/// Asks `studio-media` to measure and render, and turns its answers into values.
///
/// Media is never touched in this process: a codec that aborts ends the worker, and the caller gets
/// a ``MediaFailure`` with a sentence.
public struct MediaWorker: Sendable {
  /// The worker program.
  public let executable: URL

  /// Uses a worker program.
  ///
  /// - Parameter executable: the program; nil takes `STUDIO_MEDIA`, else the `studio-media` that
  ///   lies beside the running program.
  public init(executable: URL? = nil) {
    self.executable = executable ?? Self.installed
  }

  /// Measures files.
  ///
  /// A file on which the worker dies is a failure of that file; a new worker goes on with the next.
  ///
  /// - Parameters:
  ///   - request: which files, and how.
  ///   - progress: told how far the request is, never falling; called in order.
  /// - Returns: one figure set or failure a file, in the order of the request.
  /// - Throws: ``MediaFailure`` when the request as a whole failed, as when it was cancelled.
  public func measure(
    _ request: MeasureRequest, progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) async throws -> [Result<LoudnessSummary, MediaFailure>] {
    var outcomes: [Result<LoudnessSummary, MediaFailure>] = []
    let total = Double(request.files.count)
    while outcomes.count < request.files.count {
      let done = Double(outcomes.count)
      var remaining = request
      remaining.files = Array(request.files[outcomes.count...])
      let rest = remaining
      let ending = try await WorkerRun(executable, .measure(rest), subject: rest.files[0]).finish {
        let whole = (done + $0.fraction * (total - done)) / total
        progress(MediaProgress(stage: $0.stage, fraction: whole))
      }
      outcomes += ending.answers.compactMap(Self.outcome)
      guard outcomes.count < request.files.count else { break }
      if let failure = ending.failure, failure.kind != .workerCrashed { throw failure }
      outcomes.append(
        .failure(
          MediaFailure(
            .workerCrashed, subject: request.files[outcomes.count],
            detail: ending.failure?.detail ?? "the worker ended without an answer")))
    }
    return outcomes
  }

  /// Levels, encodes and verifies one programme.
  ///
  /// - Parameters:
  ///   - request: inputs, outputs and settings.
  ///   - progress: told how far the request is, never falling; called in order.
  /// - Returns: the report; every output is complete and in place then.
  /// - Throws: ``MediaFailure``; no output was changed then.
  public func process(
    _ request: ProcessRequest, progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) async throws -> RenderReport {
    let subject = request.inputs.first ?? ""
    let ending = try await WorkerRun(executable, .process(request), subject: subject)
      .finish(progress)
    // A report means that the outputs are in place, even when the order to stop came just after.
    for case .rendered(let report) in ending.answers { return report }
    throw ending.failure
      ?? MediaFailure(
        .workerCrashed, subject: subject, detail: "the worker ended without a report")
  }

  /// Says what ``process(_:progress:)`` would do; writes nothing.
  ///
  /// - Parameters:
  ///   - request: inputs, outputs and settings.
  ///   - progress: told how far the request is, never falling; called in order.
  /// - Returns: the plan, and what each output would be.
  /// - Throws: ``MediaFailure``.
  public func forecast(
    _ request: ProcessRequest, progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) async throws -> RenderForecast {
    var dry = request
    dry.dryRun = true
    let subject = request.inputs.first ?? ""
    let ending = try await WorkerRun(executable, .process(dry), subject: subject).finish(progress)
    for case .planned(let forecast) in ending.answers { return forecast }
    throw ending.failure
      ?? MediaFailure(
        .workerCrashed, subject: subject, detail: "the worker ended without a plan")
  }

  private static func outcome(
    _ message: WorkerMessage
  ) -> Result<LoudnessSummary, MediaFailure>? {
    switch message {
    case .measured(let summary): .success(summary)
    case .refused(let report): .failure(MediaFailure(report))
    case .progress, .rendered, .planned, .failed: nil
    }
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
