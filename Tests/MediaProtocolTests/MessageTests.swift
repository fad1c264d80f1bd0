import Foundation
import MediaProtocol
import Testing

@Suite struct MessageTests {
  @Test(arguments: Examples.messages)
  func `a message survives its way as one line`(message: WorkerMessage) throws {
    let line = try JSONEncoder().encode(message)
    #expect(!line.contains(UInt8(ascii: "\n")))
    #expect(try JSONDecoder().decode(WorkerMessage.self, from: line) == message)
  }

  @Test(arguments: [
    MediaRequest.process(Examples.request),
    .process(ProcessRequest(inputs: ["a.wav"], outputs: [OutputRequest(path: "a.mp3")])),
    .measure(MeasureRequest(files: ["a.wav", "line\nbreak.wav"], dualMono: true)),
  ])
  func `a request survives its way as one line`(request: MediaRequest) throws {
    let line = try JSONEncoder().encode(request)
    #expect(!line.contains(UInt8(ascii: "\n")))
    #expect(try JSONDecoder().decode(MediaRequest.self, from: line) == request)
  }

  @Test func `keys of a later version are passed over`() throws {
    let text = #"{"measure":{"_0":{"files":["a.wav"],"dualMono":false,"plot":true}}}"#
    #expect(
      try JSONDecoder().decode(MediaRequest.self, from: Data(text.utf8))
        == .measure(MeasureRequest(files: ["a.wav"])))
  }

  @Test func `a request of an earlier version means what it meant`() throws {
    let text = """
      {"process":{"_0":{"inputs":["a.wav"],"outputs":[{"path":"a.mp3"}],\
      "target":{"named":{"_0":"podcast"}},"tags":{},"chapters":[{"startSeconds":0,"title":"A"}]}}}
      """
    #expect(
      try JSONDecoder().decode(MediaRequest.self, from: Data(text.utf8))
        == .process(
          ProcessRequest(
            inputs: ["a.wav"], outputs: [OutputRequest(path: "a.mp3")],
            chapters: [ChapterMark(startSeconds: 0, title: "A")])))
  }

  @Test func `a message of no known kind is an error, not a guess`() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(WorkerMessage.self, from: Data(#"{"sung":{}}"#.utf8))
    }
  }

  @Test func `the failure codes are those of the contract`() {
    #expect(
      Set(MediaFailureCode.allCases.map(\.rawValue)) == [
        "not_found", "empty_input", "unsupported_format", "no_audio", "unreadable",
        "no_such_track", "no_such_channel", "beyond_end", "bad_cover", "output_unwritable",
        "bad_output", "output_is_input", "output_busy", "disk_full", "cancelled",
        "target_unreachable", "worker_crashed", "worker_missing",
      ])
  }
}
