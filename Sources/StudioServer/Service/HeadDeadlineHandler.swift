import NIOCore
import NIOHTTPTypes

/// Closes a connection that takes too long over the head of a request, however often it sends.
///
/// Idle timers alone are kept awake by one byte now and then. A body has to go on, part by part.
final class HeadDeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let first: TimeAmount
  private let next: TimeAmount
  /// When the connection is closed; nil while nothing is awaited from the client.
  private var deadline: NIODeadline?
  /// Looks at the deadline now and then: moving a timer with every request costs more than a glance.
  private var glance: Scheduled<Void>?
  private var requestsInProgress = 0

  /// Sets the limits.
  ///
  /// - Parameters:
  ///   - first: from the opening of the connection to the first complete head.
  ///   - next: from the end of a response to the next complete head, and from one part of a body to
  ///     the next.
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
    switch unwrapInboundIn(data) {
    case .head:
      requestsInProgress += 1
      start(next, context)
    case .body: start(next, context)
    case .end: if requestsInProgress > 0 { deadline = nil }
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
    let until = context.eventLoop.now + limit
    deadline = until
    if glance == nil { schedule(until, context.channel) }
  }

  private func schedule(_ time: NIODeadline, _ channel: any Channel) {
    let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
    glance = channel.eventLoop.scheduleTask(deadline: time) { bound.value.look(channel) }
  }

  private func look(_ channel: any Channel) {
    glance = nil
    guard let deadline else { return }
    if deadline <= channel.eventLoop.now {
      channel.close(promise: nil)
    } else {
      schedule(deadline, channel)
    }
  }

  private func stop() {
    deadline = nil
    glance?.cancel()
    glance = nil
  }
}
