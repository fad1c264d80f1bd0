import NIOCore
import NIOPosix
import Synchronization
import Testing

/// Sends bytes at once; as below, in one piece.
func withConnection<Result: Sendable>(
  port: Int, sending text: String,
  _ body:
    @Sendable @concurrent (inout NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator)
    async throws
    -> Result
) async throws -> Result {
  try await withConnection(port: port, sending: [text], body)
}

/// Sends bytes to a port of this machine, piece by piece, and hands over what comes back, only as fast
/// as it is asked for.
func withConnection<Result: Sendable>(
  port: Int, sending pieces: [String],
  _ body:
    @Sendable @concurrent (inout NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator)
    async throws
    -> Result
) async throws -> Result {
  let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
  let result = Mutex<Result?>(nil)
  do {
    try await channel.executeThenClose { inbound, outbound in
      for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
      var iterator = inbound.makeAsyncIterator()
      let answer = try await body(&iterator)
      result.withLock { $0 = answer }
    }
  } catch ChannelError.ioOnClosedChannel {
    // A server that closes first leaves nothing to close; what came before counts.
    guard result.withLock({ $0 != nil }) else { throw ChannelError.ioOnClosedChannel }
  }
  return try result.withLock { try #require($0) }
}
