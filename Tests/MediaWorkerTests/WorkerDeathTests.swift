import Foundation
import Localization
import MediaProtocol
import MediaWorker
import StudioTestSupport
import Testing

/// Workers that die, lie, hang or are stopped.
@Suite struct WorkerDeathTests {
  @Test func `a codec that aborts is one failed command with a sentence`() async throws {
    let bench = try Workbench()
    let input = try bench.input("nan.wav", Recordings.notNumbers())
    let unsafeWorker = try bench.worker("STUDIO_TEST_NO_SANITISE=1 exec \"$WORKER\"")
    let failure = try await bench.failure(of: bench.request(input), unsafeWorker)
    #expect(failure?.kind == .workerCrashed)
    #expect(failure?.subject == input)
    #expect(failure?.message(in: .french).contains("nan.wav") == true)

    // With the sanitiser on, the same file is processed, and the report says what was replaced.
    let report = try await MediaWorker(executable: Workbench.program).process(bench.request(input))
    #expect(report.warnings.contains("repaired_samples"))
  }

  @Test(arguments: [
    "kill -SEGV $$", "exit 3", "exit 0", "echo 'not a message'", "echo '{\"sung\":{}}'",
  ])
  func `a worker that ends without an answer has crashed`(script: String) async throws {
    let bench = try Workbench()
    let failure = try await bench.failure(of: bench.request("a.wav"), bench.worker(script))
    #expect(failure?.kind == .workerCrashed)
    #expect(failure?.subject == "a.wav")
    let results = try await bench.worker(script).measure(MeasureRequest(files: ["a.wav", "b.wav"]))
    #expect(results.map(\.subject) == ["a.wav", "b.wav"])
  }

  @Test func `the file that kills the worker fails, the others are measured`() async throws {
    let bench = try Workbench()
    let good = try bench.input("good.wav", Recordings.tone(seconds: 0.5))
    let bad = try bench.input("deadly.wav", Recordings.tone(seconds: 0.5))
    let worker = try bench.worker(
      """
      read -r request
      # The first worker answers for one file and dies on the second.
      case "$request" in
        *good*deadly*) printf '%s\\n' "$request" | sed 's/,"[^"]*deadly[^"]*".*\\]/]/' | "$WORKER"
          kill -ABRT $$ ;;
        *deadly*) kill -ABRT $$ ;;
        *) printf '%s\\n' "$request" | exec "$WORKER" ;;
      esac
      """)
    let results = try await worker.measure(MeasureRequest(files: [good, bad, good]))
    try #require(results.count == 3)
    #expect(try results[0].get().file == good)
    #expect(results[1].subject == bad)
    #expect(try results[2].get().file == good)
  }

  @Test func `a talkative worker neither stops nor fails its parent`() async throws {
    let bench = try Workbench()
    let input = try bench.input("in.wav", Recordings.tone(seconds: 0.5))
    let chatter = "head -c 1000000 /dev/zero | tr '\\0' x >&2"
    let worker = try bench.worker("\(chatter)\nexec \"$WORKER\"")
    #expect(try await worker.measure(MeasureRequest(files: [input]))[0].get().file == input)

    let dying = try bench.worker("\(chatter)\necho 'last words' >&2\nexit 9")
    let failure = try #require(await bench.failure(of: bench.request(input), dying))
    #expect(failure.detail.contains("last words"))
    #expect(failure.detail.utf8.count < 70_000)
  }

  @Test func `a missing worker is said in words`() async throws {
    let bench = try Workbench()
    let path = bench.folder.file("nowhere/studio-media")
    let failure = try await bench.failure(
      of: bench.request("a.wav"), MediaWorker(executable: path))
    #expect(failure?.kind == .workerMissing)
    #expect(failure?.message(in: .french).contains(path.path) == true)
  }

  @Test func `a cancelled render leaves nothing`() async throws {
    let bench = try Workbench()
    // So long that it cannot end before the order to stop, however busy the machine is.
    let request = bench.request(try bench.endlessInput("long.wav"))
    let (steps, started) = AsyncStream.makeStream(of: [String].self)
    let render = Task {
      defer { started.finish() }
      return try await MediaWorker(executable: Workbench.program).process(request) { step in
        if step.stage == .measuring { started.yield((try? bench.left()) ?? []) }
      }
    }
    var hadBegun = false
    for await left in steps where !left.isEmpty {
      hadBegun = true
      break
    }
    render.cancel()
    let failure = await #expect(throws: MediaFailure.self) { try await render.value }
    #expect(failure?.kind == .cancelled)
    #expect(hadBegun)
    #expect(try bench.left().isEmpty)
  }

  @Test func `a worker that ignores the order to stop is ended`() async throws {
    let bench = try Workbench()
    let stubborn = try bench.worker(
      """
      trap '' TERM
      echo '{"progress":{"_0":{"stage":"measuring","fraction":0}}}'
      while :; do read -r nothing || exec tail -f /dev/null; done
      """)
    let (steps, started) = AsyncStream.makeStream(of: MediaProgress.self)
    let request = bench.request("a.wav")
    let render = Task { try await stubborn.process(request) { started.yield($0) } }
    for await _ in steps { break }
    render.cancel()
    let failure = await #expect(throws: MediaFailure.self) { try await render.value }
    #expect(failure?.kind == .cancelled)
  }
}

extension Result where Success == LoudnessSummary, Failure == MediaFailure {
  /// The file a failure is about; nil for a measurement.
  var subject: String? {
    if case .failure(let failure) = self { failure.subject } else { nil }
  }
}
