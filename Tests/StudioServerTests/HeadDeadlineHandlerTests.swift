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

  @Test func `a reader that takes nothing is given up although the answer has been handed over`()
    throws
  {
    let channel = EmbeddedChannel(handlers: [
      WriteHolder(), HeadDeadlineHandler(first: .seconds(10), next: .seconds(30)),
      DrainBeforeCloseHandler(),
    ])
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    try channel.pipeline.syncOperations.handler(type: WriteHolder.self).isHolding = true
    let head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/")
    try channel.writeInbound(HTTPRequestPart.head(head))
    try channel.writeInbound(HTTPRequestPart.end(nil))
    channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
    channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil)
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: HeadDeadlineHandler.stallLimit)
    #expect(!channel.isActive)
  }
}
