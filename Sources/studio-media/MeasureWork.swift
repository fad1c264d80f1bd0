import MediaPipeline
import MediaProtocol

/// Answers a measure request: a figure set or a refusal a file, in order.
struct MeasureWork: Work {
  private let files: [Result<OpenedFile, OpenFailure>]
  private let dualMono: Bool
  private let channels: [Int]
  private let includesCourse: Bool
  private let output: MessageWriter
  private let stop: StopFlag

  let outputFolders: [String] = []

  var load: WorkLoad { WorkLoad(files.compactMap { try? $0.get() }, outputs: 0) }

  /// Opens the files.
  init(_ request: MeasureRequest, _ output: MessageWriter, _ stop: StopFlag) {
    files = request.files.map { path in
      Result { () throws(OpenFailure) in try OpenedFile(path) }
    }
    dualMono = request.dualMono
    channels = request.channels ?? []
    includesCourse = request.includesCourse == true
    self.output = output
    self.stop = stop
  }

  func run(confinement: String) {
    for (index, file) in files.enumerated() {
      switch file {
      case .success(let opened): measure(opened, number: index)
      case .failure(let failure): output.write(.refused(failure.report))
      }
      if stop.isRequested { return }
    }
  }

  private func measure(_ file: OpenedFile, number: Int) {
    do {
      let measured = try Measurement(
        of: file.input, findsPeaks: includesCourse, dualMono: dualMono, channels: channels,
        stop: stop
      ) { fraction in
        let whole = (Double(number) + fraction) / Double(files.count)
        output.write(MediaProgress(stage: .measuring, fraction: whole))
      }
      var summary = LoudnessSummary(
        file: file.name, reading: measured.reading, includesCourse: includesCourse)
      summary.course?.peaks = measured.peaks
      summary.damagedPackets = Int(measured.faults.damagedPackets)
      summary.repairedSamples = Int(measured.faults.repairedSamples)
      summary.warnings = measured.warnings.map(\.rawValue)
      output.write(.measured(summary))
    } catch {
      let report = error.report(about: file.name)
      // Being stopped ends the request, a bad file only its own answer.
      output.write(error.code == .cancelled ? .failed(report) : .refused(report))
    }
  }
}
