public import MediaProtocol

/// One run of the pipeline: measure, plan, render, verify, report.
///
/// Synchronous and single-threaded: run it on a thread of its own, in the worker process. Nothing
/// appears under an output's name before every output is complete and verified.
public struct RenderJob {
  private let request: ProcessRequest
  private let inputs: [RenderInput]
  private let cover: [UInt8]?
  private let stop: StopFlag
  private let sanitises: Bool
  private let scale: ProgressScale

  /// Share of the whole that measuring takes, for progress.
  private static let surveyShare = 0.15

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - request: what is wanted; its input and cover paths are names only, never opened here.
  ///   - inputs: the request's inputs, opened by the caller, who closes them afterwards.
  ///   - cover: the bytes of the request's cover; `nil` keeps the input's own.
  ///   - stop: ends the run early with `cancelled`.
  ///   - sanitises: `false` only in tests of what happens without.
  ///   - progress: receives a figure that never falls.
  public init(
    _ request: ProcessRequest, inputs: [RenderInput], cover: [UInt8]? = nil, stop: StopFlag,
    sanitises: Bool = true, progress: @escaping (MediaProgress) -> Void = { _ in }
  ) {
    self.request = request
    self.inputs = inputs
    self.cover = cover
    self.stop = stop
    self.sanitises = sanitises
    scale = ProgressScale(progress)
  }

  /// Does the work.
  ///
  /// - Returns: what was done, and the proof.
  /// - Throws: ``MediaError``; then nothing is left of the outputs.
  public func run() throws(MediaError) -> RenderReport {
    let target = try LoudnessTarget(request.target)
    var watch = Stopwatch()
    let set = try InputSet(
      inputs, toMono: target.isMono || request.isMono == true,
      selection: request.selection ?? InputSelection(), stop: stop)
    let outputs = try openOutputs()
    let report = try request.reportPath.map { path throws(MediaError) in
      try OutputFile(path: path)
    }
    let survey = try watch.time("measuring") { () throws(MediaError) in
      try Survey(set, stop: stop, sanitises: sanitises) { fraction in
        scale.say(.measuring, fraction, of: 0...Self.surveyShare)
      }
    }
    let merge = try MetadataMerge(
      request: request, cover: cover, set: set, starts: survey.inputStartSeconds, stop: stop)
    var finished: [FinishedDeliverable] = []
    for (index, output) in outputs.enumerated() {
      let rendition = Rendition(
        set: set, format: output.format, bitRate: output.bitRate, metadata: merge.merged,
        durationSeconds: survey.programme.durationSeconds, file: output.file, stop: stop,
        sanitises: sanitises)
      let width = (1 - Self.surveyShare) / Double(outputs.count)
      let start = Self.surveyShare + Double(index) * width
      let search = LevelSearch(rendition: rendition, scale: scale, range: start...start + width)
      finished.append(try search.run(survey.programme, target, &watch))
    }
    let result = RenderReport(
      input: LoudnessSummary(file: set.names, reading: survey.input), survey: survey,
      finished: finished, metadataWarnings: merge.warnings, timings: watch.seconds,
      includesCourse: request.includesCourse == true)
    try report?.append(ReportBytes.encode(result))
    // The last moment at which a stop leaves nothing.
    try stop.check()
    for output in outputs { try output.file.commit() }
    try report?.commit()
    return result
  }

  private typealias Output = (file: OutputFile, format: DeliverableFormat, bitRate: Int?)

  private func openOutputs() throws(MediaError) -> [Output] {
    var outputs: [Output] = []
    for output in request.outputs {
      guard let format = DeliverableFormat(fileName: output.path) else {
        throw MediaError(
          .outputUnwritable, subject: output.path,
          detail: "the extension names none of mp3, m4a, opus, flac, wav")
      }
      let file = try OutputFile(path: output.path)
      for input in inputs where file.wouldReplace(input.descriptor) {
        throw MediaError(
          .outputUnwritable, subject: output.path, detail: "it would replace the input itself")
      }
      outputs.append((file, format, output.bitRate))
    }
    guard !outputs.isEmpty else { throw MediaError(.outputUnwritable, detail: "no output") }
    return outputs
  }
}
