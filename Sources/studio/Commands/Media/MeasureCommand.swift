import ArgumentParser
import Foundation
import Localization
import MediaProtocol
import MediaWorker

/// `studio measure`: loudness of files, without a data folder.
struct MeasureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures loudness (EBU R 128): integrated, range, true peak, maxima.")
  @Argument(help: "The files.") var files: [String]
  @Flag(help: "Count mono files as heard on two loudspeakers (+3 LU).") var dualMono = false
  @Option(
    help: "Measure these channels only: 1,2 (left, right) or 3 (mono).",
    transform: SelectionOptions.channels)
  var channels: [Int]?
  @Option(help: "Draw loudness over time into this SVG file; for one recording.")
  var plot: String?
  @Option(
    help: "The loudness the plot's band stands for, LUFS.", transform: MeasureCommand.loudness)
  var target = -16.0
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one file to measure.") }
    if plot != nil, files.count > 1 {
      throw ValidationError("--plot draws one recording: name one file, or call it once for each.")
    }
    if let plot, !plot.lowercased().hasSuffix(".svg") {
      throw ValidationError("'\(plot)' does not end in .svg: the plot is an SVG picture.")
    }
  }

  private static func loudness(_ text: String) throws -> Double {
    guard let figure = Double(text.replacing("−", with: "-")), (-60.0...0).contains(figure) else {
      throw ValidationError("'\(text)' is not a loudness: write LUFS from -60 to 0, such as -16.")
    }
    return figure
  }

  func run() async throws {
    try await reporting(output) {
      let bar = ProgressBar(output.language())
      defer { bar.finish() }
      if let plot { try PlotFile.checkFolder(of: plot) }
      var request = MeasureRequest(
        files: files, dualMono: dualMono, includesCourse: plot == nil ? nil : true)
      request.channels = channels
      let asked = request
      var results = try await Interruptible.run {
        try await MediaWorker().measure(asked, progress: bar.show)
      }
      bar.finish()
      let language = output.language()
      if let plot { try draw(&results, plot, language) }
      if output.json {
        try Terminal.sayJSON(
          zip(files, results).map { MeasureRow(file: $0, result: $1, language: language) })
      } else {
        printTable(results, language)
      }
      let hasFailures = results.contains { if case .failure = $0 { true } else { false } }
      if hasFailures { throw ExitCode.failure }
    }
  }

  /// Draws the one recording, and takes its course out of what is printed.
  private func draw(
    _ results: inout [Result<LoudnessSummary, MediaFailure>], _ path: String, _ language: Language
  ) throws {
    guard case .success(var summary)? = results.first else { return }
    let picture = LoudnessPlot(summary: summary, targetLUFS: target, language: language)
    if let svg = picture.svg() { try PlotFile.write(svg, to: path) }
    summary.course = nil
    results[0] = .success(summary)
  }

  private func printTable(
    _ results: [Result<LoudnessSummary, MediaFailure>], _ language: Language
  ) {
    var rows = [LoudnessTable.heading(language)]
    var problems: [String] = []
    for result in results {
      switch result {
      case .success(let summary):
        // What it means first, the figures after.
        Terminal.say(LoudnessTable.verdict(summary, language))
        rows.append(LoudnessTable.row(summary, language))
        problems += summary.warnings.map { code in
          "\(LoudnessTable.name(summary)): " + soundMessages.text("warning_\(code)", in: language)
        }
      case .failure(let failure): problems.append(failure.message(in: language))
      }
    }
    if rows.count > 1 { LoudnessTable.lines(rows).forEach(Terminal.say) }
    problems.forEach(Terminal.warn)
  }
}

/// One element of `studio measure --json`: figures, or the file and its error.
struct MeasureRow: Encodable {
  let file: String
  let result: Result<LoudnessSummary, MediaFailure>
  let language: Language

  private enum CodingKeys: String, CodingKey {
    case file, error
  }

  func encode(to encoder: any Encoder) throws {
    switch result {
    case .success(let summary):
      try summary.encode(to: encoder)
    case .failure(let failure):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(file, forKey: .file)
      try container.encode(
        ErrorBody(code: failure.code, message: failure.message(in: language)), forKey: .error)
    }
  }
}
