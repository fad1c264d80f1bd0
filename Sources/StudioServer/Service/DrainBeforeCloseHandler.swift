import NIOCore
import NIOHTTPTypes

/// Holds back the closing of a connection until the response that was just ended has left.
///
/// On a graceful stop Hummingbird's connection handler closes right after the last part of a
/// response has been handed over; closing a channel drops what the socket has not taken yet, so a
/// download under way would lose its tail.
final class DrainBeforeCloseHandler: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private var endsUnderWay = 0
  private var heldClose: (mode: CloseMode, promise: EventLoopPromise<Void>?)?

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else {
      context.write(data, promise: promise)
      return
    }
    endsUnderWay += 1
    let written = promise ?? context.eventLoop.makePromise()
    written.futureResult.assumeIsolated().whenComplete { _ in
      self.endsUnderWay -= 1
      guard self.endsUnderWay == 0, let held = self.heldClose else { return }
      self.heldClose = nil
      context.close(mode: held.mode, promise: held.promise)
    }
    context.write(data, promise: written)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode == .all && endsUnderWay > 0 && heldClose == nil {
      heldClose = (mode, promise)
    } else {
      context.close(mode: mode, promise: promise)
    }
  }
}
