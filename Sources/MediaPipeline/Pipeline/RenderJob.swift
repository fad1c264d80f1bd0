internal import FFmpegShim
public import MediaProtocol

/// One run of the pipeline: measure, plan, render, verify, report.
///
/// Synchronous; it works on the threads it is given and returns when all have ended. Nothing appears
/// under an output's name before every output is complete and verified.
public struct RenderJob {
  private let request: ProcessRequest
  private let inputs: [RenderInput]
  private let cover: [UInt8]?
  private let chapterImages: [String: [UInt8]]
  private let threads: Int
  private let stop: StopFlag
  private let sanitises: Bool
  private let scale: ProgressScale

  /// Share of the whole that measuring takes, for progress.
  private static let surveyShare = 0.08

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - request: what is wanted; its input and cover paths are names only, never opened here.
  ///   - inputs: the request's inputs, opened by the caller, who closes them afterwards.
  ///   - cover: the bytes of the request's cover; `nil` keeps the input's own.
  ///   - chapterImages: the bytes of every chapter's picture, by the path the request names.
  ///   - threads: how many may work, this one included; the machine's cores if `nil`. While several files
  ///     are decoded again each has two of its own, of which one mostly waits. What is written does not
  ///     depend on it.
  ///   - stop: ends the run early with `cancelled`.
  ///   - sanitises: `false` only in tests of what happens without.
  ///   - progress: receives a figure that never falls; from any thread, one call at a time.
  public init(
    _ request: ProcessRequest, inputs: [RenderInput], cover: [UInt8]? = nil,
    chapterImages: [String: [UInt8]] = [:], threads: Int? = nil,
    stop: StopFlag, sanitises: Bool = true,
    progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) {
    self.request = request
    self.inputs = inputs
    self.cover = cover
    self.chapterImages = chapterImages
    self.threads = threads ?? ParallelStretches.cores
    self.stop = stop
    self.sanitises = sanitises
    scale = ProgressScale(progress)
  }

  /// Does the work.
  ///
  /// - Returns: what was done, and the proof.
  /// - Throws: ``MediaError``; then nothing is left of the outputs.
  public func run() throws(MediaError) -> RenderReport {
    let target = try LevelTarget(request.target)
    var watch = Stopwatch()
    let set = try InputSet(
      inputs, isMono: request.isMono ?? (target.isMono ? true : nil),
      selection: request.selection ?? InputSelection(), stop: stop)
    let outputs = try openOutputs()
    let report = try request.reportPath.map { path throws(MediaError) in
      try unlikeInputs(try OutputFile(path: path))
    }
    let waveform = try request.waveformPath.map { path throws(MediaError) in
      let waveform = try WaveformFile(path: path)
      _ = try unlikeInputs(waveform.file)
      return waveform
    }
    var survey = try watch.time("measuring") { () throws(MediaError) in
      try Survey(
        set, squares: target.needsSquares, threads: threads, stop: stop, sanitises: sanitises
      ) { fraction in
        scale.say(.measuring, fraction, of: 0...Self.surveyShare)
      }
    }
    let merge = try MetadataMerge(
      request: request, cover: cover, chapterImages: chapterImages, set: set,
      starts: survey.inputStartSeconds, stop: stop)
    let deliverables = try watch.time("planning") { () throws(MediaError) in
      try LevelPlanner(
        survey: survey, set: set, target: target, threads: threads, stop: stop,
        sanitises: sanitises
      ).plan(outputs, metadata: merge.merged)
    }
    survey.forgetDetails()
    // What planning took is more than rendering will.
    fs_trim_memory()
    try RenderRounds(
      pass: RenderPass(set: set.measured(survey), stop: stop, sanitises: sanitises),
      threads: threads
    ).run(deliverables, &watch) { [scale] fraction in
      scale.say(.rendering, fraction, of: Self.surveyShare...1)
    }
    let finished = try watch.time("finishing") { () throws(MediaError) in
      try finish(deliverables)
    }
    var written = outputs.map(\.file)
    if let waveform {
      written.append(
        try watch.time("waveform") { () throws(MediaError) in
          try waveform.write(
            of: outputs[0].file.descriptor, frames: deliverables[0].frameCount, threads: threads,
            stop: stop)
        })
    }
    scale.say(.verifying, 1, of: 0...1)
    let result = RenderReport(
      input: LoudnessSummary(file: set.names, survey: survey), survey: survey,
      finished: finished,
      jobWarnings: set.formWarnings(request, target) + merge.warnings
        + merge.merged.losses(in: outputs.map(\.format), survey.programme.durationSeconds),
      timings: watch.seconds,
      includesCourse: request.includesCourse == true)
    try report?.append(ReportBytes.encode(result))
    // The last moment at which a stop leaves nothing.
    try stop.check()
    try OutputFile.commit(written + (report.map { [$0] } ?? []))
    return result
  }

  /// Completes the files, several at once.
  private func finish(_ deliverables: [Deliverable]) throws(MediaError) -> [FinishedDeliverable] {
    try ParallelStretches(threads: min(threads, deliverables.count), stop: stop).map(
      deliverables.map { Confined($0) }
    ) { [stop] deliverable throws(MediaError) in
      try deliverable.value.finish(stop: stop)
      return try FinishedDeliverable(deliverable.value, stop: stop)
    }
  }

  private func openOutputs() throws(MediaError) -> [PlannedFile] {
    var outputs: [PlannedFile] = []
    for output in request.outputs {
      guard let format = DeliverableFormat(fileName: output.path) else {
        throw MediaError(
          .badOutput, subject: output.path,
          detail: "the extension names none of mp3, m4a, opus, flac, wav")
      }
      let file = try unlikeInputs(try OutputFile(path: output.path))
      outputs.append(PlannedFile(file: file, format: format, wish: EncodingWish(output)))
    }
    guard !outputs.isEmpty else { throw MediaError(.outputUnwritable, detail: "no output") }
    return outputs
  }

  /// A file to write, refused when it would take the place of a recording.
  private func unlikeInputs(_ file: OutputFile) throws(MediaError) -> OutputFile {
    for input in inputs where file.wouldReplace(input.descriptor) {
      throw MediaError(
        .outputIsInput, subject: file.path, detail: "it would replace the input itself")
    }
    return file
  }
}
