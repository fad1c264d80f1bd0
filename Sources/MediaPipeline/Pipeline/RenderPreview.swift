public import MediaProtocol

/// What a render would do, without writing anything: the inputs are measured, the rest is said.
public struct RenderPreview {
  private let request: ProcessRequest
  private let inputs: [RenderInput]
  private let cover: [UInt8]?
  private let stop: StopFlag
  private let scale: ProgressScale

  /// Prepares a preview.
  ///
  /// - Parameters:
  ///   - request: what would be wanted.
  ///   - inputs: the request's inputs, opened by the caller, who closes them afterwards.
  ///   - cover: the bytes of the request's cover.
  ///   - stop: ends the work early with `cancelled`.
  ///   - progress: receives a figure that never falls.
  public init(
    _ request: ProcessRequest, inputs: [RenderInput], cover: [UInt8]? = nil, stop: StopFlag,
    progress: @escaping (MediaProgress) -> Void = { _ in }
  ) {
    self.request = request
    self.inputs = inputs
    self.cover = cover
    self.stop = stop
    scale = ProgressScale(progress)
  }

  /// Measures and plans.
  ///
  /// - Returns: the plan of the first round; the limiter's reduction is what the highest peak would
  ///   need.
  /// - Throws: ``MediaError``, as the render would before its first output.
  public func run() throws(MediaError) -> RenderForecast {
    let target = try LoudnessTarget(request.target)
    let set = try InputSet(
      inputs, toMono: target.isMono || request.isMono == true,
      selection: request.selection ?? InputSelection(), stop: stop)
    let survey = try Survey(set, stop: stop, sanitises: true) { fraction in
      scale.say(.measuring, fraction, of: 0...1)
    }
    let merge = try MetadataMerge(
      request: request, cover: cover, set: set, starts: survey.inputStartSeconds, stop: stop)
    let plan = RenderPlan(reading: survey.programme, target: target)
    let over = survey.programme.truePeakDBTP.map { $0 + plan.gainDB - target.ceilingDBTP } ?? 0
    let table = ChapterTable(
      merge.merged.chapters, durationSeconds: survey.programme.durationSeconds)
    return RenderForecast(
      input: LoudnessSummary(file: set.names, reading: survey.input),
      plan: PlanReport(
        targetLUFS: target.loudnessLUFS, ceilingDBTP: target.ceilingDBTP, gainDB: plan.gainDB,
        limiter: LimiterReport(active: over > 0, maxReductionDB: max(0, over), events: [])),
      outputs: try request.outputs.map { output throws(MediaError) in try planned(output, set) },
      tags: merge.merged.tags, chapters: table.marks.count, hasCover: merge.merged.cover != nil,
      warnings: (survey.warnings + merge.warnings).map(\.rawValue))
  }

  private func planned(
    _ output: OutputRequest, _ set: InputSet
  ) throws(MediaError) -> PlannedOutput {
    guard let format = DeliverableFormat(fileName: output.path) else {
      throw MediaError(
        .outputUnwritable, subject: output.path,
        detail: "the extension names none of mp3, m4a, opus, flac, wav")
    }
    let settings = MediaWriter.Settings(
      format: format, sampleRate: format.sampleRate(forSource: set.format.sampleRate),
      channels: set.format.channelCount, bitRate: output.bitRate)
    return PlannedOutput(
      path: output.path, format: format.rawValue, sampleRate: settings.sampleRate,
      channels: settings.channels, bitRate: settings.bitRate)
  }
}
