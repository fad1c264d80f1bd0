import Foundation
import MediaProtocol
import MediaWorker
import StudioTestSupport
import Synchronization
import Testing

@Suite struct MediaWorkerTests {
  private let worker = MediaWorker(executable: Workbench.program)

  @Test func `files are measured in the order of the request, bad ones in their place`()
    async throws
  {
    let bench = try Workbench()
    let quiet = try bench.input("quiet.wav", Recordings.tone(seconds: 1, level: 0.1))
    let loud = try bench.input("loud.wav", Recordings.tone(seconds: 1, level: 0.5, channels: 2))
    let absent = bench.folder.file("in/absent.wav").path
    let steps = Mutex<[Double]>([])
    let results = try await worker.measure(MeasureRequest(files: [quiet, absent, loud])) { step in
      steps.withLock { $0.append(step.fraction) }
    }

    try #require(results.count == 3)
    // A 997 Hz sine of peak A reads 20 log10(A) − 3.01 dB, K-weighting being 0 dB there
    // (BS.1770-5 Annex 1: 0 dBFS in one channel reads −3.01 LKFS).
    let first = try results[0].get()
    #expect(abs(try #require(first.integratedLUFS) - -23.01) < 0.02)
    #expect(first.file == quiet)
    #expect(first.channels == 1)
    #expect(first.sampleRate == 48_000)
    #expect(first.durationSeconds == 1)
    #expect(first.maxShortTermLUFS == nil)
    #expect(throws: MediaFailure.self) { try results[1].get() }
    let last = try results[2].get()
    #expect(abs(try #require(last.integratedLUFS) - -6.02) < 0.02)
    #expect(last.file == loud)

    let fractions = steps.withLock { $0 }
    #expect(fractions == fractions.sorted())
    #expect(fractions.allSatisfy { (0...1).contains($0) })
  }

  @Test func `dual mono adds 3 LU to mono files, and only when asked`() async throws {
    let bench = try Workbench()
    let file = try bench.input("mono.wav", Recordings.tone(seconds: 1))
    let plain = try await worker.measure(MeasureRequest(files: [file]))[0].get()
    let dual = try await worker.measure(MeasureRequest(files: [file], dualMono: true))[0].get()
    let difference = try #require(dual.integratedLUFS) - #require(plain.integratedLUFS)
    #expect(abs(difference - 3.0103) < 0.001)
  }

  @Test func `a render leaves the deliverable and its report, nothing else`() async throws {
    let bench = try Workbench()
    let input = try bench.input("take 'é' 1.wav", Recordings.tone(seconds: 1, channels: 2))
    var request = bench.request(input)
    request.tags = MediaTags(title: "Épisode 1")
    let report = try await worker.process(request)

    #expect(try bench.left() == ["out.mp3", "report.json"])
    #expect(report.input.file == input)
    let deliverable = try #require(report.deliverables.first)
    #expect(deliverable.path == bench.output("out.mp3"))
    #expect(abs(try #require(deliverable.verified.integratedLUFS) - -16) < 0.2)
    #expect(try #require(deliverable.verified.truePeakDBTP) <= -1)
    let size = try FileManager.default.attributesOfItem(atPath: deliverable.path)[.size] as? Int
    #expect(size == deliverable.bytes)
    #expect(["landlock", "none"].contains(report.environment["confinement"]))

    // The file says the same as the message, but for what holds only for the message.
    let kept = try JSONDecoder().decode(
      RenderReport.self, from: Data(contentsOf: URL(filePath: bench.output("report.json"))))
    #expect(kept.deliverables == report.deliverables)
    #expect(kept.plan == report.plan)
    #expect(kept.input == report.input)
  }

  @Test(.needsPython)
  func `what the worker says is as docs/schema describes it`() async throws {
    let bench = try Workbench()
    let input = try bench.input("in.wav", Recordings.tone(seconds: 1))
    let silent = try bench.input("silent.wav", Recordings.tone(seconds: 1, level: 0))
    let measured = try await worker.measure(MeasureRequest(files: [input, silent]))
      .map { try $0.get() }
    #expect(measured[1].integratedLUFS == nil)
    #expect(try JSONSchema.accepts(measured, "measure"))
    #expect(try !JSONSchema.accepts([["file": input]], "measure"))
    for file in [input, silent] {
      let report = try await worker.process(bench.request(file))
      #expect(try JSONSchema.accepts(report, "report"))
      #expect(report.warnings.contains("silence") == (file == silent))
      var wrong = report
      wrong.deliverables[0].sha256 = "none"
      #expect(try !JSONSchema.accepts(wrong, "report"))
    }
  }
}
