public import MediaProtocol

/// What a render would do, without writing anything: the inputs are measured, the rest is said.
public struct RenderPreview {
  private let request: ProcessRequest
  private let inputs: [RenderInput]
  private let cover: [UInt8]?
  private let chapterImages: [String: [UInt8]]
  private let stop: StopFlag
  private let scale: ProgressScale

  /// Prepares a preview.
  ///
  /// - Parameters:
  ///   - request: what would be wanted.
  ///   - inputs: the request's inputs, opened by the caller, who closes them afterwards.
  ///   - cover: the bytes of the request's cover.
  ///   - chapterImages: the bytes of every chapter's picture, by the path the request names.
  ///   - stop: ends the work early with `cancelled`.
  ///   - progress: receives a figure that never falls.
  public init(
    _ request: ProcessRequest, inputs: [RenderInput], cover: [UInt8]? = nil,
    chapterImages: [String: [UInt8]] = [:], stop: StopFlag,
    progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) {
    self.request = request
    self.inputs = inputs
    self.cover = cover
    self.chapterImages = chapterImages
    self.stop = stop
    scale = ProgressScale(progress)
  }

  /// Measures and plans.
  ///
  /// - Returns: the plan of the first round; the limiter's reduction is what the highest peak would
  ///   need.
  /// - Throws: ``MediaError``, as the render would about its inputs and what is asked of its outputs; where
  ///   those are to lie is not looked at.
  public func run() throws(MediaError) -> RenderForecast {
    let target = try LevelTarget(request.target)
    let set = try InputSet(
      inputs, isMono: request.isMono ?? (target.isMono ? true : nil),
      selection: request.selection ?? InputSelection(), stop: stop)
    let survey = try Survey(set, squares: target.needsSquares, stop: stop, sanitises: true) {
      fraction in
      scale.say(.measuring, fraction, of: 0...1)
    }
    let merge = try MetadataMerge(
      request: request, cover: cover, chapterImages: chapterImages, set: set,
      starts: survey.inputStartSeconds, stop: stop)
    let planner = try LevelPlanner(survey: survey, set: set, target: target, stop: stop)
    var plans: [DeliverablePlan] = []
    for output in request.outputs { plans.append(try plan(output, planner)) }
    guard let first = plans.first else { throw MediaError(.outputUnwritable, detail: "no output") }
    let table = ChapterTable(
      merge.merged.chapters, durationSeconds: survey.programme.durationSeconds)
    return RenderForecast(
      input: LoudnessSummary(file: set.names, survey: survey),
      plan: PlanReport(first),
      outputs: zip(request.outputs, plans).map { output, plan in
        let settings = planner.settings(plan)
        var planned = PlannedOutput(
          path: output.path, format: settings.format.rawValue, sampleRate: settings.sampleRate,
          channels: settings.channels, bitRate: settings.bitRate)
        planned.decisions = plan.decisions
        planned.matrix = plan.encoding.matrix.map { $0.map { $0.map(Double.init) } }
        return planned
      },
      tags: merge.merged.tags, chapters: table.marks.count, hasCover: merge.merged.cover != nil,
      warnings: warnings(set, survey, merge, plans, target).map(\.rawValue))
  }

  /// What a person should know, each once.
  private func warnings(
    _ set: InputSet, _ survey: Survey, _ merge: MetadataMerge, _ plans: [DeliverablePlan],
    _ target: LevelTarget
  ) -> [MediaWarning] {
    let formats = plans.map(\.encoding.format)
    let all =
      survey.warnings + set.formWarnings(request, target) + merge.warnings
      + merge.merged.losses(in: formats, survey.programme.durationSeconds)
      + plans.flatMap(\.warnings)
    var seen: Set<MediaWarning> = []
    return all.filter { seen.insert($0).inserted }
  }

  private func plan(
    _ output: OutputRequest, _ planner: LevelPlanner
  ) throws(MediaError) -> DeliverablePlan {
    guard let format = DeliverableFormat(fileName: output.path) else {
      throw MediaError(
        .badOutput, subject: output.path,
        detail: "the extension names none of mp3, m4a, opus, flac, wav")
    }
    do {
      return try planner.ideal(format, EncodingWish(output))
    } catch {
      throw error.about(output.path)
    }
  }
}
