import Foundation
import MediaProtocol
import MediaWorker
import StudioTestSupport
import Testing

/// Test number one of the repository, at the level of the whole worker: a text that names another
/// file is refused, and the other file is never opened.
@Suite struct CanaryTests {
  static let hasStrace = Tool.path("strace") != nil

  /// Playlists as libavformat would follow them by default, and what a person may name them.
  static func playlists(_ canary: String) -> [(name: String, text: String)] {
    let hls = """
      #EXTM3U
      #EXT-X-VERSION:3
      #EXT-X-TARGETDURATION:10
      #EXTINF:1.0,
      \(canary)
      #EXT-X-ENDLIST

      """
    let concat = "ffconcat version 1.0\nfile '\(canary)'\n"
    let manifest = """
      v=0
      o=- 0 0 IN IP4 127.0.0.1
      s=x
      c=IN IP4 127.0.0.1
      m=audio 4000 RTP/AVP 0

      """
    return [
      ("hls.mp3", hls), ("hls.m4a", hls), ("hls.flac", hls), ("hls.m3u8", hls),
      ("concat.mp3", concat), ("concat.ffconcat", concat), ("session.mp3", manifest),
    ]
  }

  @Test func `a playlist under any name is refused`() async throws {
    let bench = try Workbench()
    let canary = try bench.input("canary.wav", Recordings.tone(seconds: 0.5))
    let files = try Self.playlists(canary).map { try bench.input($0.name, Data($0.text.utf8)) }
    let worker = MediaWorker(executable: Workbench.program)
    let results = try await worker.measure(MeasureRequest(files: files + [canary]))
    for result in results.dropLast() {
      let failure = #expect(throws: MediaFailure.self) { try result.get() }
      #expect(failure?.kind == .unsupportedFormat, "\(failure?.subject ?? "")")
    }
    // The canary itself is a good recording: it is what it is named in that is refused.
    #expect(try results.last?.get().file == canary)
    for file in files {
      #expect(try await bench.failure(of: bench.request(file))?.kind == .unsupportedFormat)
    }
    #expect(try bench.left().isEmpty)
  }

  @Test(.enabled(if: hasStrace || Tool.isRequired, "strace is not installed"))
  func `the file a playlist names is never opened, nor any socket`() async throws {
    let bench = try Workbench()
    let canary = try bench.input("canary.wav", Recordings.tone(seconds: 0.5))
    let trace = bench.folder.file("trace").path
    let worker = try bench.worker(
      "exec \(Tool.path("strace") ?? "strace") -f -qq -s 4096 "
        + "-e trace=open,openat,openat2,socket,connect,execve -o '\(trace)' \"$WORKER\"")
    let files = try Self.playlists(canary).map { try bench.input($0.name, Data($0.text.utf8)) }
    let results = try await worker.measure(MeasureRequest(files: files))
    #expect(results.count == files.count)
    let calls = try String(contentsOfFile: trace, encoding: .utf8)
    // The trace is real: the playlist itself is in it.
    #expect(calls.contains("hls.mp3"))
    #expect(!calls.contains("canary.wav"))
    #expect(!calls.contains("socket("))
    #expect(!calls.contains("connect("))
  }
}
