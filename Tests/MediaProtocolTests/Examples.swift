import MediaProtocol

/// Values with every field set, for round trips.
enum Examples {
  static let loudness = LoudnessSummary(
    file: "prises/à l'envers \"1\".wav", durationSeconds: 61.5, sampleRate: 48_000, channels: 2,
    integratedLUFS: -23.4, loudnessRangeLU: 6.1, truePeakDBTP: -3.25, samplePeakDBFS: -3.5,
    maxMomentaryLUFS: -15.5, maxShortTermLUFS: -18.25)

  static let silence = LoudnessSummary(
    file: "silence.wav", durationSeconds: 3, sampleRate: 44_100, channels: 1,
    integratedLUFS: nil, loudnessRangeLU: nil, truePeakDBTP: nil, samplePeakDBFS: nil,
    maxMomentaryLUFS: nil, maxShortTermLUFS: nil)

  static let request: ProcessRequest = {
    var request = plainRequest
    request.selection = InputSelection(
      fromSeconds: 1.5, toSeconds: 90, channels: [3, 4], track: 2)
    request.leavesOut = InputMetadata.allCases
    request.isMono = true
    request.waveformPath = "w.dat"
    request.chapters[0].imagePath = "un.png"
    request.outputs[0].isAverage = true
    request.outputs[0].sampleRate = .hertz(44_100)
    request.outputs[1].sampleRate = .keep
    request.outputs[1].quality = 2.5
    request.dryRun = true
    request.includesCourse = true
    return request
  }()

  static let forecast = RenderForecast(
    input: loudness, plan: report(of: loudness).plan,
    outputs: [
      {
        var output = PlannedOutput(
          path: "e.mp3", format: "mp3", sampleRate: 48_000, channels: 2, bitRate: 96_000)
        output.decisions = [PlanDecision(.bitRateAsked, ["bitRate": 96_000])]
        return output
      }()
    ], tags: ["title": "É"], chapters: 3, hasCover: true, warnings: ["joined_rates"])

  static let withCourse: LoudnessSummary = {
    var summary = loudness
    summary.course = LoudnessCourse(
      stepSeconds: 0.1, momentaryLUFS: [nil, -20.1], shortTermLUFS: [nil, nil],
      silences: [.init(startSeconds: 0, endSeconds: 0.5)])
    summary.course?.peaks = [.init(timeSeconds: 1.25, truePeakDBTP: -0.5)]
    return summary
  }()

  private static let plainRequest = ProcessRequest(
    inputs: ["a.wav", "b.wav"],
    outputs: [
      OutputRequest(path: "out/e.mp3", bitRate: 96_000), OutputRequest(path: "out/e.flac"),
    ],
    target: .custom(targetLUFS: -18, ceilingDBTP: -2),
    tags: MediaTags(
      title: "Épisode 3", artist: "Léa", album: "Le tiers-lieu", date: "2026-12-01", track: 3,
      comment: "ligne\nsuivante"),
    coverPath: "cover.png",
    chapters: [
      ChapterMark(startSeconds: 0, title: "Début", endSeconds: 700, link: "https://e.be/é"),
      ChapterMark(startSeconds: 723.5, title: "日本"),
    ],
    reportPath: "r.json")

  static func report(of input: LoudnessSummary) -> RenderReport {
    RenderReport(
      input: input,
      plan: PlanReport(
        targetLUFS: -16, ceilingDBTP: -1, gainDB: 7.4,
        limiter: LimiterReport(
          active: true, maxReductionDB: 2.5,
          events: [LimiterEvent(startSeconds: 1.25, endSeconds: 1.5, maxReductionDB: 2.5)])),
      deliverables: [
        DeliverableReport(
          path: "out/e.mp3", format: "mp3", bytes: 984_000, bitRate: 128_000,
          durationSeconds: 61.5, sha256: String(repeating: "0a", count: 32),
          verified: .init(
            integratedLUFS: input.integratedLUFS.map { _ in -16 },
            truePeakDBTP: input.truePeakDBTP.map { _ in -1.1 }))
      ],
      warnings: ["truncated"], timings: ["measuring": 0.5], environment: ["libavcodec": "59.37.100"]
    )
  }

  static let messages: [WorkerMessage] = [
    .progress(MediaProgress(stage: .rendering, fraction: 0.25)),
    .measured(loudness), .measured(silence), .measured(withCourse), .planned(forecast),
    .refused(MediaFailureReport(code: .noAudio, subject: "v.mp4", detail: "1 video stream")),
    .rendered(report(of: loudness)), .rendered(report(of: silence)),
    .failed(MediaFailureReport(code: .diskFull, subject: "e.mp3", detail: "ENOSPC")),
  ]
}
