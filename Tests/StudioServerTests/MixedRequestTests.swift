import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StudioTestSupport
import Testing

@testable import StudioServer

/// Requests that are answered from memory, that go on to the application, and that nobody understands
/// share connections, cut and joined as networks do it: the answers are the application's alone.
@Suite struct MixedRequestTests {
  let fixture: PublicFixture
  let media: String

  init() throws {
    fixture = try PublicFixture()
    media = try fixture.writeMedia(noise(200_000))
    try fixture.write("shows/demo/index.html", "<p>show</p>")
    try fixture.write("shows/demo/feed.xml", String(repeating: "<item/>", count: 2_000))
    try fixture.gzip("shows/demo/feed.xml")
    try fixture.write(
      "routes.json", #"{"redirects": {"/old": {"to": "/shows/demo/", "status": 301}}}"#)
  }

  private var requests: [String] {
    let head = "Host: a\r\n"
    return [
      "GET /shows/demo/ HTTP/1.1\r\n\(head)\r\n",
      "HEAD /shows/demo/feed.xml HTTP/1.1\r\n\(head)Accept-Encoding: gzip\r\n\r\n",
      "GET /shows/demo/feed.xml HTTP/1.1\r\n\(head)If-None-Match: *\r\n\r\n",
      "GET \(media) HTTP/1.1\r\n\(head)Range: bytes=5-70000\r\nConnection: keep-alive\r\n\r\n",
      "GET \(media) HTTP/1.1\r\n\(head)Range: bytes=-9\r\nConnection: x\r\n\r\n",
      "GET \(media) HTTP/1.1\r\n\(head)\r\n",
      "GET /old HTTP/1.1\r\n\(head)\r\n", "GET /nothing HTTP/1.1\r\n\(head)\r\n",
      "GET /healthz HTTP/1.1\r\n\(head)\r\n",
      "OPTIONS /shows/demo/ HTTP/1.1\r\n\(head)\r\n",
      "POST /shows/demo/ HTTP/1.1\r\n\(head)Content-Length: 12\r\n\r\nGET / HTTP/1",
      "GET / HTTP/1.1\r\n\(head)Transfer-Encoding: chunked\r\n\r\n3\r\nGET\r\n0\r\n\r\n",
      "GET http://a/shows/demo/ HTTP/1.1\r\n\(head)\r\n",
    ]
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `however requests arrive, the answers are the application's`(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let conversations = (0..<25).map { _ in conversation(&generator) }
    var settings = fixture.settings()
    let quick = try await answers(to: conversations, settings)
    settings.answersFromMemory = false
    let slow = try await answers(to: conversations, settings)
    for (place, (quick, slow)) in zip(quick, slow).enumerated() {
      #expect(quick == slow, "\(conversations[place].text.debugDescription)")
    }
    #expect(slow.joined().count > 60, "else nothing was compared")
  }

  private struct Conversation {
    let methods: [String]
    let pieces: [String]
    var text: String { pieces.joined() }
  }

  /// Some requests, the last of which ends the connection, cut anywhere.
  private func conversation(_ generator: inout SeededGenerator) -> Conversation {
    var texts = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
      requests.randomElement(using: &generator)!
    }
    texts.append("HEAD /shows/demo/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let text = Array(texts.joined().utf8)
    let cuts = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      Int.random(in: 0...text.count, using: &generator)
    }
    let ends = [0] + cuts.sorted() + [text.count]
    let pieces = zip(ends, ends.dropFirst()).map {
      String(decoding: text[$0..<$1], as: UTF8.self)
    }
    return Conversation(
      methods: texts.map { String($0.prefix { $0 != " " }) }, pieces: pieces.filter { !$0.isEmpty })
  }

  private func answers(
    to conversations: [Conversation], _ settings: ServerSettings
  ) async throws -> [[Answer]] {
    try await buildApplication(settings).test(.live) { client in
      let port = try #require(client.port)
      for path in ["/shows/demo/", "/shows/demo/feed.xml", "/old", media] {
        _ = try await client.execute(uri: path, method: .get)
      }
      var all: [[Answer]] = []
      for conversation in conversations {
        let bytes = try await withConnection(port: port, sending: conversation.pieces) { inbound in
          var bytes: [UInt8] = []
          while let block = try await inbound.next() { bytes += block.readableBytesView }
          return bytes
        }
        all.append(Answer.all(in: bytes, to: conversation.methods))
      }
      return all
    }
  }

  /// One answer, without what tells the time.
  private struct Answer: Hashable {
    let status: String
    let fields: Set<String>
    let body: String

    static func all(in bytes: [UInt8], to methods: [String]) -> [Answer] {
      var rest = bytes[...]
      var answers: [Answer] = []
      for method in methods where !rest.isEmpty {
        guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) else { break }
        let head = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        rest = rest[end.upperBound...]
        let status = String(lines[0])
        let length = lines.firstMatch(of: "content-length: ").flatMap { Int($0) } ?? 0
        let hasBody = method != "HEAD" && !status.contains("304")
        let body = Array(rest.prefix(hasBody ? length : 0))
        rest = rest.dropFirst(body.count)
        let fields = lines.dropFirst().map { $0.lowercased() }.filter {
          !$0.hasPrefix("date: ") && !$0.hasPrefix("server: ")
        }
        answers.append(Answer(status: status, fields: Set(fields), body: sha256(body)))
      }
      let left = Answer(status: "left", fields: [], body: sha256(Array(rest)))
      return rest.isEmpty ? answers : answers + [left]
    }
  }
}

extension [Substring] {
  /// What follows the first line that begins so, whatever its case.
  fileprivate func firstMatch(of prefix: String) -> Substring? {
    first { $0.lowercased().hasPrefix(prefix) }?.dropFirst(prefix.count)
  }
}
