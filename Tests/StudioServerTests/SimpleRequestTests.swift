import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import StudioTestSupport
import Testing

@testable import StudioServer

/// What is read in short is what the complete parser (llhttp, behind SwiftNIO, with the server's limits)
/// reads.
@Suite struct SimpleRequestTests {
  static let simple = [
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "HEAD /shows/demo/feed.xml HTTP/1.1\r\nHost: radio.example.be:8080\r\n\r\n",
    "GET /media/0.mp3?whole HTTP/1.1\r\nhost: a\r\nRange: bytes=0-65535\r\nuser-agent: x\r\n\r\n",
    "GET /a HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"a\", W/\"b\" \t\r\nIf-None-Match:*\r\n\r\n",
    "GET /a HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive\r\nX-Empty:\r\nX-Blank: \t \r\n\r\n",
    "GET /caf%C3%A9?q=1&r=;:@#x HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=d\r\n\r\n",
    "GET //x/../y HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, deflate\r\n\r\n",
    "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  ]

  @Test(arguments: simple)
  func `the plain ones are simple and read alike`(text: String) throws {
    let bytes = ByteBuffer(string: text + "GET /next")
    let request = try #require(SimpleRequest(bytes, maximumBytes: 16_384))
    #expect(request.length == text.utf8.count)
    #expect(request.keepsConnection == !text.contains("close"))
    #expect(try completelyParsed(text) == [.head(request.head), .end(nil)])
  }

  static let others = [
    "", "GET", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r",
    "GET / HTTP/1.0\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost:\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\n\r\n",
    "get / HTTP/1.1\r\nHost: a\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\n\r\n",
    "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX(: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nX: \u{7F}\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: é\r\n\r\n",
    "GET /é HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\ncontent-length: 3\r\n\r\nabc",
    "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 100) + "\r\n",
    "GET /" + String(repeating: "x", count: 16_384) + " HTTP/1.1\r\nHost: a\r\n\r\n",
  ]

  @Test(arguments: others)
  func `all others are left to the complete parser`(text: String) {
    #expect(SimpleRequest(ByteBuffer(string: text), maximumBytes: 16_384) == nil)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `whatever is taken for simple the complete parser reads alike`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var taken = 0
    for _ in 0..<1_500 {
      var bytes = Array(Self.simple.randomElement(using: &generator)!.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&bytes, &generator) }
      guard let request = SimpleRequest(ByteBuffer(bytes: bytes), maximumBytes: 16_384) else {
        continue
      }
      taken += 1
      let text = String(decoding: bytes.prefix(request.length), as: UTF8.self)
      let parts: [HTTPRequestPart] = [.head(request.head), .end(nil)]
      #expect(try completelyParsed(text) == parts, "\(text.debugDescription)")
      // The parser is left where another request can follow.
      guard request.keepsConnection else { continue }
      #expect(try completelyParsed(text + text) == parts + parts, "\(text.debugDescription)")
    }
    #expect(taken > 200, "else nothing was compared")
  }

  /// Changes, drops, doubles or swaps a piece, with a liking for what heads are made of.
  private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let pieces = [
      "\r\n", "\n", "\r", " ", "\t", ":", ",", "\"", "\0", "é", "//", "?", "Host: b\r\n",
      "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "X-A: b\r\n", "HTTP/1.1",
      "HTTP/1.0", "Connection: close\r\n", "Connection: upgrade\r\n", "\u{1}", "%00",
      "GET ", "a", "Z", "-",
    ]
    let place = Int.random(in: 0...bytes.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes.insert(contentsOf: pieces.randomElement(using: &generator)!.utf8, at: place)
    case 1 where place < bytes.count: bytes.remove(at: place)
    case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    default:
      let end = min(bytes.count, place + Int.random(in: 0...20, using: &generator))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    }
  }

  /// What the application would be given.
  private func completelyParsed(_ text: String) throws -> [HTTPRequestPart] {
    let channel = EmbeddedChannel()
    let connection = HTTP1Channel(
      responder: { _, _, _ in },
      configuration: .init(
        additionalChannelHandlers: [PartCollector()],
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16_384, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100)))
    _ = try connection.setup(
      channel: channel, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ).wait()
    try channel.writeInbound(ByteBuffer(string: text))
    return try channel.pipeline.syncOperations.handler(type: PartCollector.self).parts
  }
}

/// Keeps what it is given, and passes nothing on.
private final class PartCollector: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  private(set) var parts: [HTTPRequestPart] = []

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    parts.append(unwrapInboundIn(data))
  }
}
