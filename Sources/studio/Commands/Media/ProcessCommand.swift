import ArgumentParser
import Foundation
import Localization
import MediaProtocol
import MediaWorker

/// `studio process`: levels, encodes and verifies a recording, without a data folder.
struct ProcessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "process",
    abstract: "Levels a recording, encodes it and verifies what was written.")
  @Argument(help: "The recordings; several are joined in order.") var files: [String]
  @Option(
    name: [.customShort("o"), .customLong("output")], help: "A file to write; may be repeated.")
  var output: [String]
  @OptionGroup var sound: SoundOptions
  @OptionGroup var selection: SelectionOptions
  @Flag(help: "Write one channel, whatever the recording has.") var mono = false
  @Flag(help: "Write two channels, whatever the recording and the target have.") var stereo = false
  @Option(
    help: """
      Bits a second of what is lossy: 96k, or for one format opus=64k; for MP3 also an average, \
      abr128k, or a quality, v0 (best) to v9; may be repeated.
      """)
  var bitRate: [BitRateOption] = []
  @Option(help: "Frames a second: keep the recording's, or hertz such as 44100.")
  var sampleRate: SampleRateOption?
  @OptionGroup var tags: TagOptions
  @OptionGroup var own: OwnMetadataOptions
  @Option(help: "A JPEG or PNG to embed.") var cover: String?
  @Option(help: "Chapters: lines of 00:12:03 Title, or a JSON chapters file.") var chapters: String?
  @Option(help: "Write the report as JSON to this file.") var report: String?
  @Option(help: "Write the first output's waveform for players to this .dat or .json file.")
  var waveform: String?
  @Option(help: "Draw loudness before and after into this SVG file.") var plot: String?
  @Flag(help: "Measure and say what would be done; write nothing.") var dryRun = false
  @OptionGroup var speech: OutputOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one recording.") }
    if output.isEmpty { throw ValidationError("Name at least one output with -o.") }
    for path in output {
      guard let format = DeliverableFormat(fileName: path) else {
        let known = DeliverableFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(path)' does not end in one of: \(known).")
      }
      _ = try BitRateOption.rate(bitRate, for: format)
      try sampleRate?.check(for: format)
    }
    if let plot, !plot.lowercased().hasSuffix(".svg") {
      throw ValidationError("'\(plot)' does not end in .svg: the plot is an SVG picture.")
    }
    if mono && stereo { throw ValidationError("Choose --mono or --stereo, not both.") }
    if let waveform, !["dat", "json"].contains(URL(filePath: waveform).pathExtension.lowercased()) {
      throw ValidationError("'\(waveform)' does not end in .dat or .json.")
    }
    if let report, !report.lowercased().hasSuffix(".json") {
      throw ValidationError("'\(report)' does not end in .json: the report is JSON.")
    }
    let written = output + [report, plot, waveform].compactMap(\.self)
    if Set(written.map { URL(filePath: $0).standardized }).count != written.count {
      throw ValidationError("A file to write is named twice.")
    }
  }

  func run() async throws {
    try await reporting(speech) {
      let request = try request()
      try checkNothingIsReplaced(request)
      if let plot, !dryRun { try PlotFile.checkFolder(of: plot) }
      let bar = ProgressBar(speech.language())
      defer { bar.finish() }
      let worker = MediaWorker()
      if dryRun {
        let forecast = try await Interruptible.run {
          try await worker.forecast(request, progress: bar.show)
        }
        bar.finish()
        try say(forecast, forecast.warnings) { ForecastText.lines(forecast, $0) }
      } else {
        let finished = try await Interruptible.run {
          try await worker.process(request, progress: bar.show)
        }
        bar.finish()
        try say(finished.withoutCourses, finished.warnings) { Verdict.lines(finished, $0) }
        if let plot { try draw(finished, plot) }
      }
    }
  }

  /// Refuses to write over what is read: an original is never replaced, under no other name either.
  private func checkNothingIsReplaced(_ request: ProcessRequest) throws {
    let read =
      files + [cover, chapters].compactMap(\.self) + request.chapters.compactMap(\.imagePath)
    let known = Set(read.compactMap(FileIdentity.init))
    for path in output + [report, plot, waveform].compactMap(\.self) {
      if let file = FileIdentity(path), known.contains(file) {
        throw MediaFailure(.outputIsInput, subject: path, detail: "it would replace what is read")
      }
    }
  }

  private func request() throws -> ProcessRequest {
    let outputs = try output.map { path in
      var output = OutputRequest(path: path)
      if let format = DeliverableFormat(fileName: path) {
        output.take(try BitRateOption.rate(bitRate, for: format))
      }
      output.sampleRate = sampleRate?.request
      return output
    }
    var request = ProcessRequest(
      inputs: files, outputs: outputs, target: sound.target, tags: tags.values, coverPath: cover,
      chapters: try ChapterFile.marks(chapters), reportPath: report)
    request.selection = selection.values
    request.leavesOut = own.leftOut
    request.isMono = mono ? true : stereo ? false : nil
    request.waveformPath = waveform
    request.includesCourse = plot == nil ? nil : true
    return request
  }

  private func draw(_ finished: RenderReport, _ path: String) throws {
    let picture = LoudnessPlot(
      summary: finished.input,
      targetLUFS: finished.plan.targetMeasure == nil ? finished.plan.targetLUFS : nil,
      result: finished.deliverables.first, events: finished.plan.limiter.events,
      language: speech.language())
    if let svg = picture.svg() { try PlotFile.write(svg, to: path) }
  }

  /// Prints an answer: as JSON, or in words with its warnings on stderr.
  private func say(
    _ answer: some Encodable, _ warnings: [String], _ lines: (Language) -> [String]
  ) throws {
    if speech.json { return try Terminal.sayJSON(answer) }
    let language = speech.language()
    lines(language).forEach(Terminal.say)
    for warning in warnings {
      Terminal.warn(soundMessages.text("warning_\(warning)", in: language))
    }
  }
}

/// What of the recordings' own metadata not to carry over.
struct OwnMetadataOptions: ParsableArguments {
  @Flag(help: "Leave out the chapters inside the recordings.") var noChapters = false
  @Flag(help: "Leave out the tags inside the recordings.") var noTags = false
  @Flag(help: "Leave out the cover inside the recordings.") var noCover = false

  /// What the worker is told; nil keeps everything.
  var leftOut: [InputMetadata]? {
    let chosen: [(Bool, InputMetadata)] = [
      (noTags, .tags), (noChapters, .chapters), (noCover, .cover),
    ]
    let left = chosen.filter(\.0).map(\.1)
    return left.isEmpty ? nil : left
  }
}

/// Which loudness to reach.
struct SoundOptions: ParsableArguments {
  @Option(
    help: """
      podcast (−16 LUFS, −1 dBTP), mono-podcast (−19), spotify (−14), broadcast (−23), \
      acx (audiobooks: −20 dB RMS, −3 dBTP), or LUFS/dBTP such as -18/-2.
      """,
    transform: SoundOptions.read)
  var target: TargetRequest = .named("podcast")

  private static func read(_ text: String) throws -> TargetRequest {
    let names = TargetRequest.names
    if names.contains(text) { return .named(text) }
    let figures = text.replacing("−", with: "-").split(separator: "/").map { Double($0) }
    guard figures.count == 2, let loudness = figures[0], let ceiling = figures[1],
      TargetRequest.levels.contains(loudness), TargetRequest.ceilings.contains(ceiling)
    else {
      throw ValidationError(
        "'\(text)' is not a target: use \(names.joined(separator: ", ")), or LUFS/dBTP from -60/-20 to 0/0."
      )
    }
    return .custom(targetLUFS: loudness, ceilingDBTP: ceiling)
  }
}

/// What players show.
struct TagOptions: ParsableArguments {
  @Option(help: "The title players show.") var title: String?
  @Option(help: "Who made it.") var artist: String?
  @Option(help: "The show.") var album: String?
  @Option(help: "The date or year.") var date: String?
  @Option(help: "The number within the show.") var track: Int?
  @Option(help: "Free text.") var comment: String?

  var values: MediaTags {
    MediaTags(
      title: title, artist: artist, album: album, date: date, track: track, comment: comment)
  }
}
