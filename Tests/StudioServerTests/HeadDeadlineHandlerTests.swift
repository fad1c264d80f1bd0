import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import StudioServer

@Suite struct HeadDeadlineHandlerTests {
  let channel: EmbeddedChannel

  init() throws {
    channel = EmbeddedChannel(
      handler: HeadDeadlineHandler(first: .seconds(10), next: .seconds(30)))
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
  }

  func pass(seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

  func receiveHead() throws {
    let head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/")
    try channel.writeInbound(HTTPRequestPart.head(head))
    try channel.writeInbound(HTTPRequestPart.end(nil))
  }

  func sendResponse() throws {
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
  }

  @Test func `a connection that sends no head is closed after ten seconds`() {
    pass(seconds: 9)
    #expect(channel.isActive)
    pass(seconds: 1)
    #expect(!channel.isActive)
  }

  @Test func `a body has thirty seconds for each of its parts`() throws {
    let head = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/")
    try channel.writeInbound(HTTPRequestPart.head(head))
    for _ in 0..<5 {
      pass(seconds: 29)
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
    }
    #expect(channel.isActive)
    pass(seconds: 30)
    #expect(!channel.isActive)
  }

  @Test func `a long response is never cut off`() throws {
    try receiveHead()
    pass(seconds: 100_000)
    #expect(channel.isActive)
  }

  @Test func `a reader that takes nothing for ten minutes is given up, a slow one is not`() throws {
    try receiveHead()
    func fill(_ isFull: Bool) {
      channel.isWritable = !isFull
      channel.pipeline.fireChannelWritabilityChanged()
    }
    for _ in 0..<5 {
      fill(true)
      pass(seconds: 599)
      fill(false)
    }
    #expect(channel.isActive)
    fill(true)
    pass(seconds: 599)
    #expect(channel.isActive)
    pass(seconds: 1)
    #expect(!channel.isActive)
  }

  @Test func `the next head has thirty seconds from the end of the response`() throws {
    try receiveHead()
    pass(seconds: 100)
    try sendResponse()
    pass(seconds: 29)
    #expect(channel.isActive)
    pass(seconds: 1)
    #expect(!channel.isActive)
  }

  @Test func `a second request starts the time anew`() throws {
    for _ in 0..<5 {
      try receiveHead()
      try sendResponse()
      pass(seconds: 20)
    }
    #expect(channel.isActive)
  }

  @Test func `pipelined requests are all answered first`() throws {
    try receiveHead()
    try receiveHead()
    try sendResponse()
    pass(seconds: 1_000)
    #expect(channel.isActive)
    try sendResponse()
    pass(seconds: 30)
    #expect(!channel.isActive)
  }

  /// What the client has not taken.
  private final class Unsent {
    var bytes = 0
  }

  @Test func `who still takes the answer has its time, who takes nothing for ten minutes has not`()
    throws
  {
    let unsent = Unsent()
    let channel = EmbeddedChannel(
      handler: HeadDeadlineHandler(first: .seconds(10), next: .seconds(30)) { _ in unsent.bytes })
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    let head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/")
    try channel.writeInbound(HTTPRequestPart.head(head))
    try channel.writeInbound(HTTPRequestPart.end(nil))
    unsent.bytes = 60_000
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    // A little every five minutes is enough.
    for _ in 0..<5 {
      channel.embeddedEventLoop.advanceTime(by: .minutes(5))
      #expect(channel.isActive)
      unsent.bytes -= 1
    }
    channel.embeddedEventLoop.advanceTime(by: .minutes(10))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .minutes(1))
    #expect(!channel.isActive)
  }

  @Test func `when all is taken the next head has its time`() throws {
    let unsent = Unsent()
    let channel = EmbeddedChannel(
      handler: HeadDeadlineHandler(first: .seconds(10), next: .seconds(30)) { _ in unsent.bytes })
    unsent.bytes = 5
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    channel.embeddedEventLoop.advanceTime(by: .seconds(10))
    unsent.bytes = 0
    channel.embeddedEventLoop.advanceTime(by: .seconds(29))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }
}
