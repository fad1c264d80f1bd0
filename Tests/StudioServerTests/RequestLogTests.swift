import HTTPTypes
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import StudioServer

@Suite struct RequestLogTests {
  /// Keeps every line.
  final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func append(_ line: String) { lines.withLock { $0.append(line) } }
  }

  struct Handler: LogHandler {
    let lines: Lines
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) { lines.append("\(event.message) \(event.metadata ?? [:])") }
  }

  @Test func `a request is one line without address, agent, query or cookie`() async throws {
    let fixture = try PublicFixture()
    let lines = Lines()
    let logger = Logger(label: "test") { _ in Handler(lines: lines) }
    let settings = fixture.settings(logger: logger, requestLogLevel: .info)
    try await buildApplication(settings).test(.router) { client in
      let fields: HTTPFields = [
        .userAgent: "PRIVATE-agent", .cookie: "PRIVATE=1", .referer: "https://PRIVATE.example",
      ]
      _ = try await client.execute(
        uri: "/shows/demo/?who=PRIVATE", method: .get, headers: fields)
      for path in ["/preview/PRIVATE/", "/nl/preview/PRIVATE/x.mp3", "//%70review//PRIVATE"] {
        _ = try await client.execute(uri: path, method: .get, headers: fields)
      }
      _ = try await client.execute(uri: "/healthz?who=PRIVATE", method: .head, headers: fields)
    }
    #expect(lines.all.contains { $0.hasPrefix("GET /shows/demo/ 404") })
    #expect(lines.all.contains { $0.hasPrefix("HEAD /healthz 200") })
    #expect(lines.all.count { $0.hasPrefix("GET /preview/… ") } == 3)
    #expect(!lines.all.contains { $0.contains("PRIVATE") })
  }
}
