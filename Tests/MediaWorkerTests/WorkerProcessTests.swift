import Foundation
import Glibc
import MediaProtocol
import StudioTestSupport
import Testing

/// The worker as a process, without `MediaWorker` around it.
@Suite struct WorkerProcessTests {
  /// A worker at work on 20 seconds of sound, past its first message.
  private struct Running {
    let process = Process()
    let output = Pipe()
    let bench: Workbench

    init() throws {
      bench = try Workbench()
      let input = try bench.input("long.wav", Recordings.tone(seconds: 20))
      let requests = Pipe()
      process.executableURL = Workbench.program
      process.standardInput = requests
      process.standardOutput = output
      try process.run()
      let line = try JSONEncoder().encode(MediaRequest.process(bench.request(input)))
      try requests.fileHandleForWriting.write(contentsOf: line + Data("\n".utf8))
      try requests.fileHandleForWriting.close()
      try #require(try output.fileHandleForReading.read(upToCount: 1)?.isEmpty == false)
      try #require(try !bench.left().isEmpty)
    }

    func lastMessage() throws -> WorkerMessage? {
      let rest = try output.fileHandleForReading.readToEnd() ?? Data()
      let line = rest.split(separator: UInt8(ascii: "\n")).last
      return try line.map { try JSONDecoder().decode(WorkerMessage.self, from: $0) }
    }
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `a signal ends the worker with cancelled and nothing left`(number: Int32) throws {
    let running = try Running()
    kill(running.process.processIdentifier, number)
    let message = try running.lastMessage()
    running.process.waitUntilExit()
    guard case .failed(let report) = message else {
      Issue.record("\(String(describing: message))")
      return
    }
    #expect(report.code == .cancelled)
    #expect(running.process.terminationStatus == 0)
    #expect(try running.bench.left().isEmpty)
  }

  @Test func `a worker whose parent is gone ends and leaves nothing`() throws {
    let running = try Running()
    // What the kernel does to the pipe when the parent dies, be it by SIGKILL.
    try running.output.fileHandleForReading.close()
    running.process.waitUntilExit()
    #expect(try running.bench.left().isEmpty)
  }

  @Test(arguments: ["", "hello", "{\"measure\":"])
  func `a request that is none is wrong usage`(text: String) throws {
    let result = try Tool.run(
      "/bin/sh", "-c", "printf '%s\\n' \"$1\" | \"$2\"", "sh", text, Workbench.program.path)
    #expect(result.status == 64)
    #expect(result.text.contains("studio-media is started by studio"))
  }
}
