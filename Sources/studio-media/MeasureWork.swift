import MediaPipeline
import MediaProtocol

/// Answers a measure request: a figure set or a refusal a file, in order.
struct MeasureWork {
  private let request: MeasureRequest
  private let output: MessageWriter
  private let stop: StopFlag

  init(_ request: MeasureRequest, _ output: MessageWriter, _ stop: StopFlag) {
    self.request = request
    self.output = output
    self.stop = stop
  }

  func run() {
    var files: [Result<OpenedFile, OpenFailure>] = []
    for path in request.files {
      do {
        files.append(.success(try OpenedFile(path)))
      } catch {
        files.append(.failure(error))
      }
    }
    Confinement.enter(outputFolders: [])
    for (index, file) in files.enumerated() {
      switch file {
      case .success(let opened): measure(opened, number: index)
      case .failure(let failure): output.write(.refused(failure.report))
      }
    }
  }

  private func measure(_ file: OpenedFile, number: Int) {
    do {
      let measured = try Measurement(
        of: file.input, dualMono: request.dualMono, stop: stop
      ) { fraction in
        let whole = (Double(number) + fraction) / Double(request.files.count)
        output.write(MediaProgress(stage: .measuring, fraction: whole))
      }
      output.write(.measured(LoudnessSummary(file: file.name, reading: measured.reading)))
    } catch {
      output.write(.refused(error.report(about: file.name)))
    }
  }
}
