import Foundation
import Glibc
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// The worker's process, stopped in the middle of a render by every kind of signal.
@Suite(.serialized) struct InterruptedRenderTests {
  /// One recording, and the request to make an MP3 of it.
  struct Place {
    let folder: TemporaryFolder
    let output: URL
    private let request: URL

    init(seconds: Int, target: String = "podcast") throws {
      folder = try TemporaryFolder()
      let input = folder.file("in.wav")
      try wavBytes(
        [RenderJobTests.peaky(seconds: seconds), RenderJobTests.peaky(seconds: seconds, seed: 2)],
        rate: 48_000
      ).write(to: input)
      output = folder.file("out.mp3")
      request = folder.file("request.json")
      try ask(for: target)
    }

    func ask(for target: String) throws {
      let wanted = MediaRequest.process(
        ProcessRequest(
          inputs: [folder.file("in.wav").path], outputs: [OutputRequest(path: output.path)],
          target: .named(target)))
      try (JSONEncoder().encode(wanted) + Data("\n".utf8)).write(to: request)
    }

    /// Starts the worker as its own process.
    func start(_ pipe: Pipe? = nil) throws -> RunningProgram {
      let worker = PackageRoot.products.appending(path: "studio-media").path
      return try BuiltProgram(URL(filePath: "/bin/sh")).start(
        ["-c", #"exec "$0" <"$1""#, worker, request.path],
        // In scripts/asan: the confined worker may not read /proc, which a search for leaks needs.
        environment: ["ASAN_OPTIONS": "detect_leaks=0"], outputTo: pipe)
    }

    /// Runs it until it says it is so far, then sends a signal; all of what it said.
    func interrupt(at fraction: Double, by signal: Int32) throws -> [WorkerMessage] {
      let pipe = Pipe()
      let running = try start(pipe)
      // Else the reader would wait for the writer in this very process.
      try pipe.fileHandleForWriting.close()
      var messages: [WorkerMessage] = []
      while let line = try pipe.nextLine() {
        let message = try JSONDecoder().decode(WorkerMessage.self, from: Data(line.utf8))
        messages.append(message)
        if case .progress(let progress) = message, progress.fraction >= fraction {
          running.send(signal)
        }
      }
      _ = try running.result()
      return messages
    }

    var contents: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? [])
        .filter { $0 != "in.wav" && $0 != "request.json" }.sorted()
    }

    /// The parts that lie in the folder of work.
    var parts: [String] {
      let work = folder.file(".out.mp3.studio-part").path
      return ((try? FileManager.default.contentsOfDirectory(atPath: work)) ?? [])
        .filter { $0.hasPrefix("run-") }.sorted()
    }
  }

  @Test(arguments: [SIGINT, SIGTERM], [0.02, 0.15, 0.3])
  func `a stopped worker says so and leaves nothing`(signal: Int32, fraction: Double) throws {
    let place = try Place(seconds: 150)
    let messages = try place.interrupt(at: fraction, by: signal)
    guard case .failed(let failure)? = messages.last else {
      Issue.record("\(String(describing: messages.last))")
      return
    }
    #expect(failure.code == .cancelled)
    #expect(place.contents == [])
  }

  @Test(arguments: [0.15, 0.3, 0.4])
  func `a killed worker's parts make the same bytes with less work`(fraction: Double) throws {
    let place = try Place(seconds: 150)
    let clean = try place.start().result()
    #expect(clean.exitCode == 0)
    let bytes = try Data(contentsOf: place.output)
    try FileManager.default.removeItem(at: place.output)

    _ = try place.interrupt(at: fraction, by: SIGKILL)
    #expect(place.contents == [".out.mp3.studio-part"])
    let parts = place.parts
    #expect(!parts.isEmpty)
    // A part that is missing is made again, one that is damaged too.
    let work = place.folder.file(".out.mp3.studio-part")
    if let first = parts.first {
      var part = try Data(contentsOf: work.appending(path: first))
      part[part.count / 2] ^= 1
      try part.write(to: work.appending(path: first))
    }
    #expect(try place.start().result().exitCode == 0)
    #expect(try Data(contentsOf: place.output) == bytes)
    #expect(place.contents == ["out.mp3"])
  }

  @Test func `another wish after a kill hears nothing of the parts and says they were removed`()
    throws
  {
    let place = try Place(seconds: 150)
    _ = try place.interrupt(at: 0.3, by: SIGKILL)
    #expect(!place.parts.isEmpty)
    try place.ask(for: "broadcast")
    let mixed = try place.start().result()
    #expect(mixed.standardOutput.contains("work_discarded"))
    let bytes = try Data(contentsOf: place.output)
    let clean = try place.start().result()
    #expect(!clean.standardOutput.contains("work_discarded"))
    #expect(try Data(contentsOf: place.output) == bytes)
  }
}
