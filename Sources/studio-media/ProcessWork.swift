import Foundation
import MediaPipeline
import MediaProtocol

/// Answers a process request: the report, or one failure.
struct ProcessWork {
  private let request: ProcessRequest
  private let output: MessageWriter
  private let stop: StopFlag

  init(_ request: ProcessRequest, _ output: MessageWriter, _ stop: StopFlag) {
    self.request = request
    self.output = output
    self.stop = stop
  }

  func run() {
    let subject = request.inputs.first ?? ""
    do {
      let inputs = try open(request.inputs)
      let cover = try open(request.coverPath.map { [$0] } ?? []).first?
        .bytes(limit: CoverImage.maxBytes + 1)
      Confinement.enter(outputFolders: outputFolders)
      // `STUDIO_TEST_NO_SANITISE=1` is for the test that shows a codec's abort from outside.
      let isTest = ProcessInfo.processInfo.environment["STUDIO_TEST_NO_SANITISE"] == "1"
      let report = try RenderJob(
        request, inputs: inputs.map(\.input), cover: cover, stop: stop, sanitises: !isTest,
        progress: output.write
      ).run()
      output.write(.rendered(report))
    } catch let failure as OpenFailure {
      output.write(.failed(failure.report))
    } catch let error as MediaError {
      output.write(.failed(error.report(about: subject)))
    } catch {
      output.write(
        .failed(
          MediaFailureReport(code: .unreadable, subject: subject, detail: "\(error)")))
    }
  }

  private var outputFolders: [String] {
    (request.outputs.map(\.path) + [request.reportPath].compactMap { $0 }).map { path in
      URL(filePath: path).deletingLastPathComponent().path
    }
  }

  private func open(_ paths: [String]) throws -> [OpenedFile] {
    try paths.map { try OpenedFile($0) }
  }
}
