import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceLifecycle
import Testing

@testable import StudioServer

/// What only shows over a socket.
@Suite struct LiveServerTests {
  /// Makes a file that is too long for any socket buffer, without using disk.
  func writeLongFile(_ fixture: PublicFixture, bytes: Int) throws -> String {
    let url = "/media/files/\(String(repeating: "c", count: 64)).mp3"
    try fixture.write(String(url.dropFirst()), [])
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: fixture.path + url))
    try handle.truncate(atOffset: UInt64(bytes))
    try handle.close()
    return url
  }

  static func get(_ url: String) -> String {
    "GET \(url) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
  }

  @Test func `a download under way is finished before the server stops`() async throws {
    let fixture = try PublicFixture()
    let size = 32 * 1024 * 1024
    let url = try writeLongFile(fixture, bytes: size)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let application = buildApplication(fixture.settings()) { port.yield($0) }
    let group = ServiceGroup(
      configuration: .init(services: [application], logger: fixture.settings().logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = try #require(await ports.first { _ in true })
      let received = try await withConnection(port: port, sending: Self.get(url)) { inbound in
        var count = try await inbound.next()?.readableBytes ?? 0
        await group.triggerGracefulShutdown()
        while let block = try await inbound.next() { count += block.readableBytes }
        return count
      }
      #expect(received > size, "head and every byte of the body")
      // Returns only because the server has stopped.
      try await tasks.waitForAll()
    }
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 20_000) + "\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 200) + "\r\n",
    "GET /\u{1} HTTP/1.1\r\nHost: a\r\n\r\n", "nonsense\r\n\r\n",
  ])
  func `a head that is not HTTP or too long closes the connection`(head: String) async throws {
    let fixture = try PublicFixture()
    try fixture.write("index.html", "home")
    try await buildApplication(fixture.settings()).test(.live) { client in
      let port = try #require(client.port)
      let answer = try await withConnection(port: port, sending: head) { inbound in
        var text = ""
        // Ends only when the server closes.
        while let block = try await inbound.next() { text += String(buffer: block) }
        return text
      }
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
      #expect(!answer.contains("home"))
    }
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["STUDIO_TORTURE"] == "1",
      "set STUDIO_TORTURE=1 to run it"))
  func `200 slow readers of long files cost little memory`() async throws {
    let fixture = try PublicFixture()
    let url = try writeLongFile(fixture, bytes: 256 * 1024 * 1024)
    try await buildApplication(fixture.settings()).test(.live) { client in
      let port = try #require(client.port)
      let before = try residentBytes()
      try await withThrowingTaskGroup(of: Void.self) { readers in
        for _ in 0..<200 {
          readers.addTask {
            try await withConnection(port: port, sending: Self.get(url)) { inbound in
              var count = 0
              while count < 4 * 1024 * 1024, let block = try await inbound.next() {
                count += block.readableBytes
              }
            }
          }
        }
        try await readers.waitForAll()
      }
      let grown = try residentBytes() - before
      // One block each, and the pages the allocator keeps, on both sides of the connection.
      #expect(grown < 128 * 1024 * 1024, "grown by \(grown) bytes")
    }
  }

  /// Resident memory of this process: the second number of `statm`, in pages of 4 KiB.
  private func residentBytes() throws -> Int {
    let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return try #require(statm.split(separator: " ").dropFirst().first.flatMap { Int($0) }) * 4096
  }
}
