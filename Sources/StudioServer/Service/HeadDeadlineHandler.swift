import NIOCore
import NIOHTTPTypes

/// Closes a connection that takes too long over the head of a request, however often it sends a
/// byte: idle timers alone are kept awake by one byte now and then.
final class HeadDeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let first: TimeAmount
  private let next: TimeAmount
  private var deadline: Scheduled<Void>?
  private var requestsInProgress = 0

  /// Sets the limits.
  ///
  /// - Parameters:
  ///   - first: from the opening of the connection to the first complete head.
  ///   - next: from the end of a response to the next complete head.
  init(first: TimeAmount, next: TimeAmount) {
    self.first = first
    self.next = next
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { start(first, context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    start(first, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { stop() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) {
      requestsInProgress += 1
      stop()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      requestsInProgress -= 1
      if requestsInProgress == 0 { start(next, context) }
    }
    context.write(data, promise: promise)
  }

  private func start(_ limit: TimeAmount, _ context: ChannelHandlerContext) {
    stop()
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
  }

  private func stop() {
    deadline?.cancel()
    deadline = nil
  }
}
