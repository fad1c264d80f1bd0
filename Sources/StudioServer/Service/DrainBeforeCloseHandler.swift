import NIOCore

/// Holds back the closing of a connection until everything that was handed over has left.
///
/// On a graceful stop, and when a client has closed its sending side, Hummingbird closes right after the
/// last part of a response has been handed over; closing a channel drops what the socket has not taken
/// yet, so a download under way would lose its tail.
final class DrainBeforeCloseHandler: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Tells that the client is not waited for any longer: the next close drops what it has not taken.
  struct GivenUp: Sendable {}

  private var isGivenUp = false

  func triggerUserOutboundEvent(
    context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
  ) {
    guard event is GivenUp else {
      return context.triggerUserOutboundEvent(event, promise: promise)
    }
    isGivenUp = true
    promise?.succeed()
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode != .input, !isGivenUp, context.channel.unsentBytes > 0 else {
      return context.close(mode: mode, promise: promise)
    }
    // An empty write is done when all before it are; what was handed over meanwhile is waited for too.
    let left = context.eventLoop.makePromise(of: Void.self)
    left.futureResult.assumeIsolated().whenComplete { result in
      switch result {
      case .success: self.close(context: context, mode: mode, promise: promise)
      case .failure: context.close(mode: mode, promise: promise)
      }
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: left)
  }
}

extension Channel {
  /// Bytes that were handed over and that the socket has not taken yet; call it on the event loop.
  var unsentBytes: Int {
    // Only a closed channel fails to say, and it has none.
    (try? syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }
}
