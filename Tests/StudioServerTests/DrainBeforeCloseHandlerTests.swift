import NIOCore
import NIOEmbedded
import Testing

@testable import StudioServer

@Suite struct DrainBeforeCloseHandlerTests {
  let channel: EmbeddedChannel

  init() throws {
    channel = EmbeddedChannel(handlers: [FlushHolder(), DrainBeforeCloseHandler()])
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
  }

  private func holder() throws -> FlushHolder {
    try channel.pipeline.syncOperations.handler(type: FlushHolder.self)
  }

  @Test func `a connection closes at once when all has left`() throws {
    channel.close(promise: nil)
    #expect(!channel.isActive)
  }

  @Test func `what was handed over leaves before the connection closes`() throws {
    try holder().isHolding = true
    channel.writeAndFlush(ByteBuffer(string: "one"), promise: nil)
    channel.close(promise: nil)
    try #require(channel.isActive)
    channel.writeAndFlush(ByteBuffer(string: "two"), promise: nil)
    try #require(channel.isActive)
    try holder().release()
    #expect(!channel.isActive)
    var sent = ""
    while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
      sent += String(buffer: bytes)
    }
    #expect(sent == "onetwo")
  }

  @Test func `a client that was given up is not waited for`() throws {
    try holder().isHolding = true
    channel.writeAndFlush(ByteBuffer(string: "one"), promise: nil)
    channel.close(promise: nil)
    try #require(channel.isActive)
    channel.triggerUserOutboundEvent(DrainBeforeCloseHandler.GivenUp(), promise: nil)
    channel.close(promise: nil)
    #expect(!channel.isActive)
  }
}

/// A socket that takes nothing for a while.
private final class FlushHolder: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = ByteBuffer

  var isHolding = false
  private var held: ChannelHandlerContext?

  func flush(context: ChannelHandlerContext) {
    if isHolding { held = context } else { context.flush() }
  }

  func release() {
    isHolding = false
    held?.flush()
  }
}
