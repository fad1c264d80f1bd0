import Foundation
import MediaPipeline
import MediaProtocol

/// Answers a process request: the report, or one failure.
struct ProcessWork: Work {
  private struct Opened {
    let inputs: [OpenedFile]
    let cover: [UInt8]?
    let chapterImages: [String: [UInt8]]
  }

  private let request: ProcessRequest
  private let opened: Result<Opened, OpenFailure>
  private let output: MessageWriter
  private let stop: StopFlag

  /// Opens the inputs and reads the cover.
  init(_ request: ProcessRequest, _ output: MessageWriter, _ stop: StopFlag) {
    self.request = request
    self.output = output
    self.stop = stop
    opened = Result { () throws(OpenFailure) in
      var inputs: [OpenedFile] = []
      for path in request.inputs { inputs.append(try OpenedFile(path)) }
      var cover: [UInt8]?
      if let path = request.coverPath { cover = try Self.picture(path) }
      var images: [String: [UInt8]] = [:]
      for case let path? in request.chapters.map(\.imagePath) where images[path] == nil {
        images[path] = try Self.picture(path)
      }
      return Opened(inputs: inputs, cover: cover, chapterImages: images)
    }
  }

  /// One byte more than a picture may have, so that one that is too large is seen to be.
  private static func picture(_ path: String) throws(OpenFailure) -> [UInt8] {
    try OpenedFile(path).bytes(limit: CoverImage.maxBytes + 1)
  }

  var load: WorkLoad {
    // What cannot be opened is answered before any work.
    WorkLoad((try? opened.get())?.inputs ?? [], outputs: request.outputs.count)
  }

  var outputFolders: [String] {
    if request.dryRun == true { return [] }
    return
      (request.outputs.map(\.path) + [request.reportPath, request.waveformPath].compactMap { $0 })
      .map { path in
        URL(filePath: path).deletingLastPathComponent().path
      }
  }

  private func forecast(_ opened: Opened) throws(MediaError) -> RenderForecast {
    try withExtendedLifetime(opened.inputs) { () throws(MediaError) in
      try RenderPreview(
        request, inputs: opened.inputs.map(\.input), cover: opened.cover,
        chapterImages: opened.chapterImages, stop: stop, progress: output.write
      ).run()
    }
  }

  func run(confinement: String) {
    do {
      let opened = try opened.get()
      if request.dryRun == true {
        output.write(.planned(try forecast(opened)))
        return
      }
      // `STUDIO_TEST_NO_SANITISE=1` is for the test that shows a codec's abort from outside.
      let isTest = ProcessInfo.processInfo.environment["STUDIO_TEST_NO_SANITISE"] == "1"
      // The job borrows descriptors: their owners must outlive it.
      var report = try withExtendedLifetime(opened.inputs) {
        try RenderJob(
          request, inputs: opened.inputs.map(\.input), cover: opened.cover,
          chapterImages: opened.chapterImages, stop: stop,
          sanitises: !isTest, progress: output.write
        ).run()
      }
      report.environment["confinement"] = confinement
      output.write(.rendered(report))
    } catch let failure as OpenFailure {
      output.write(.failed(failure.report))
    } catch let error as MediaError {
      output.write(.failed(error.report(about: request.inputs.first ?? "")))
    } catch {
      // Nothing else is thrown above; the compiler cannot know.
      output.write(
        .failed(
          MediaFailureReport(
            code: .unreadable, subject: request.inputs.first ?? "", detail: "\(error)")))
    }
  }
}
