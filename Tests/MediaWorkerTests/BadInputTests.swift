import Foundation
import Localization
import MediaProtocol
import MediaWorker
import StudioTestSupport
import Testing

/// Bad inputs and outputs through a real worker: one code, one sentence a language, nothing left.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: Data?
    let code: MediaFailureCode
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "missing.wav", bytes: nil, code: .notFound),
    Case(name: "zero.wav", bytes: Data(), code: .emptyInput),
    Case(name: "nosample.wav", bytes: Recordings.tone(seconds: 0), code: .emptyInput),
    Case(
      name: "text.wav", bytes: Data(String(repeating: "pas un son\n", count: 500).utf8),
      code: .unsupportedFormat),
    Case(name: "cut.wav", bytes: Recordings.tone(seconds: 1).prefix(30), code: .unreadable),
    Case(name: "noindex.m4a", bytes: Recordings.withoutIndex(), code: .unreadable),
  ]

  /// Checks code, sentences and that nothing is left, of processing and of measuring.
  private func check(_ path: String, _ code: MediaFailureCode, _ bench: Workbench) async throws {
    let failure = try #require(await bench.failure(of: bench.request(path)))
    #expect(failure.kind == code, "\(failure.detail)")
    #expect(failure.subject == path)
    let sentences = Set(Language.allCases.map { failure.message(in: $0) })
    #expect(sentences.count == Language.allCases.count)
    #expect(sentences.allSatisfy { $0.contains(path) && $0.hasSuffix(".") })
    #expect(try bench.left().isEmpty)

    let worker = MediaWorker(executable: Workbench.program)
    let measured = try await worker.measure(MeasureRequest(files: [path]))[0]
    let refusal = #expect(throws: MediaFailure.self) { try measured.get() }
    #expect(refusal?.kind == code)
    #expect(refusal?.subject == path)
  }

  @Test(arguments: cases)
  func `a file that is no recording has its code and its sentence`(bad: Case) async throws {
    let bench = try Workbench()
    let path =
      try bad.bytes.map { try bench.input(bad.name, $0) } ?? bench.folder.file("in/absent.wav").path
    try await check(path, bad.code, bench)
  }

  @Test func `a folder and a FIFO are refused and do not hang the worker`() async throws {
    let bench = try Workbench()
    try await check(bench.folder.file("in").path, .unreadable, bench)
    let fifo = bench.folder.file("in/pipe.wav").path
    let made = unsafe mkfifo(fifo, 0o644)
    try #require(made == 0)
    try await check(fifo, .unreadable, bench)
  }

  @Test(.enabled(if: Tool.path("ffmpeg") != nil || Tool.isRequired, "ffmpeg is not installed"))
  func `a video without sound has no audio`() async throws {
    let bench = try Workbench()
    let path = bench.folder.file("in/silent film.mp4").path
    let ffmpeg = try #require(Tool.path("ffmpeg"))
    _ = try Tool.run(
      ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1:s=64x64", "-pix_fmt", "yuv420p", path
    )
    try await check(path, .noAudio, bench)
  }

  @Test(arguments: ["absent/out.mp3", "in/good.wav/out.mp3", "/proc/out.mp3"])
  func `an output folder that cannot be written is said before any work`(output: String)
    async throws
  {
    let bench = try Workbench()
    let input = try bench.input("good.wav", Recordings.tone(seconds: 0.5))
    let path = output.hasPrefix("/") ? output : bench.folder.file(output).path
    let failure = try #require(await bench.failure(of: bench.request(input, output: path)))
    #expect(failure.kind == .outputUnwritable, "\(failure.detail)")
    #expect(failure.subject == path)
    #expect(try bench.left().isEmpty)
  }

  @Test(.enabled(if: Tool.canMount, "mounting a tmpfs in a namespace is not permitted here"))
  func `a full disk is said and leaves nothing`() async throws {
    let bench = try Workbench()
    let input = try bench.input("good.wav", Recordings.tone(seconds: 1))
    let listing = bench.folder.file("listing").path
    // The worker's output folder is a file system of 8 KiB that only it can see.
    let worker = try bench.worker(
      """
      export WORKER
      exec unshare -rm sh -c 'mount -t tmpfs -o size=8k tmpfs "$1" && "$WORKER"; ls -A "$1" > "$2"' \
        sh '\(bench.folder.file("out").path)' '\(listing)'
      """)
    let failure = try #require(await bench.failure(of: bench.request(input), worker))
    #expect(failure.kind == .diskFull, "\(failure.detail)")
    #expect(try String(contentsOfFile: listing, encoding: .utf8) == "")
  }
}
