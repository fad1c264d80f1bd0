import NIOCore
import NIOPosix

/// Sends bytes to a port of this machine and hands over what comes back, only as fast as it is
/// asked for.
func withConnection<Result: Sendable>(
  port: Int, sending text: String,
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
  return try await channel.executeThenClose { inbound, outbound in
    try await outbound.write(ByteBuffer(string: text))
    var iterator = inbound.makeAsyncIterator()
    return try await body(&iterator)
  }
}
