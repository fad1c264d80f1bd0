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
  /// What of the rest the first pass takes when corrections follow, about: they read a few places.
  private static let firstPassShare = 0.85

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - request: what is wanted; its input and cover paths are names only, never opened here.
  ///   - inputs: the request's inputs, opened by the caller, who closes them afterwards.
  ///   - cover: the bytes of the request's cover; `nil` keeps the input's own.
  ///   - chapterImages: the bytes of every chapter's picture, by the path the request names.
  ///   - threads: how many may work, this one included; the machine's cores if `nil`. What is
  ///     written does not depend on it.
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
    try render(deliverables, set.measured(survey), &watch)
    var finished: [FinishedDeliverable] = []
    for deliverable in deliverables {
      finished.append(try FinishedDeliverable(deliverable, stop: stop))
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

  /// Renders until every deliverable is right, or as right as it can be.
  private func render(
    _ deliverables: [Deliverable], _ set: InputSet, _ watch: inout Stopwatch
  ) throws(MediaError) {
    let pass = RenderPass(set: set, threads: threads, stop: stop, sanitises: sanitises)
    var left = 1 - Self.surveyShare
    var share = Self.firstPassShare
    while true {
      let waiting = deliverables.filter(\.isPending)
      guard !waiting.isEmpty else { break }
      let pending = Self.next(of: waiting)
      // Nobody knows how many there will be: the first is mostly the last, too, and short ones follow.
      let start = 1 - left
      left *= 1 - share
      share = 0.5
      let end = 1 - left
      let stage = pending.contains { $0.proof != nil } ? "correcting" : "rendering"
      try watch.time(stage) { () throws(MediaError) in
        try render(pending, by: pass) { [scale] in scale.say(.rendering, $0, of: start...end) }
      }
    }
    try watch.time("finishing") { () throws(MediaError) in
      for deliverable in deliverables { try deliverable.finish(stop: stop) }
    }
  }

  /// What the coming pass renders: cuts of their own have one deliverable a pass, all others follow
  /// them; a correction of a few places has a pass of its own, because it reads those only.
  private static func next(of waiting: [Deliverable]) -> [Deliverable] {
    if let patched = waiting.first(where: \.isPatched) { return [patched] }
    let leader = waiting.first { $0.grid != nil }
    return waiting.filter { $0.grid == nil || $0 === leader }
  }

  /// Makes one pass; a deliverable whose runs found no seam is planned anew and stays pending.
  private func render(
    _ pending: [Deliverable], by pass: RenderPass, progress: @escaping @Sendable (Double) -> Void
  ) throws(MediaError) {
    let first = pending[0]
    let cuts =
      pending.lazy.compactMap(\.grid).first
      ?? SegmentGrid(sampleRate: first.settings.sampleRate, frameCount: first.frameCount)
    var lanes: [any RenderLane] = []
    for deliverable in pending {
      lanes.append(try deliverable.newLane(cuts, stop: stop, sanitises: sanitises))
    }
    for (deliverable, proof) in zip(pending, try pass.run(lanes, progress: progress)) {
      if let proof { deliverable.take(proof) } else { deliverable.planAroundSeam() }
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
