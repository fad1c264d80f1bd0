import NIOCore
import NIOHTTPTypes

/// Closes a connection that takes too long over the head of a request, however often it sends, and
/// one that stops reading a response.
///
/// Idle timers alone are kept awake by one byte now and then. A body has to go on, part by part.
final class HeadDeadlineHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Whether every request that passed has been answered.
  var isIdle: Bool { requestsInProgress == 0 }

  private let first: TimeAmount
  private let next: TimeAmount
  /// When the connection is closed; nil while nothing is awaited from the client.
  private var deadline: NIODeadline?
  /// When a reader that takes nothing is given up; nil while it takes what it is sent.
  private var stalled: NIODeadline?
  /// Looks at the deadline now and then: moving a timer with every request costs more than a glance.
  private var glance: Scheduled<Void>?
  private var glanceAt = NIODeadline.distantFuture
  private var requestsInProgress = 0
  /// Closing from here goes past the handlers behind, of which one holds a close back until all is sent.
  private var context: ChannelHandlerContext?

  /// How long a reader may leave a full buffer (tens of kilobytes) as it is: a listener who pauses
  /// for longer asks for the rest anew, and each that does not would hold a connection for ever.
  static let stallLimit = TimeAmount.minutes(10)

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
    self.context = context
    if context.channel.isActive { start(first) }
  }

  func channelActive(context: ChannelHandlerContext) {
    start(first)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stop()
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      requestsInProgress += 1
      start(next)
    case .body: start(next)
    case .end: if requestsInProgress > 0 { deadline = nil }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      requestsInProgress -= 1
      if requestsInProgress == 0 { start(next) }
    }
    context.write(data, promise: promise)
  }

  /// A request was answered before it came here; the next has its time from now on.
  func hasAnswered() { start(next) }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      stalled = nil
    } else {
      let until = context.eventLoop.now + Self.stallLimit
      stalled = until
      schedule(until)
    }
    context.fireChannelWritabilityChanged()
  }

  private func start(_ limit: TimeAmount) {
    guard let context else { return }
    let until = context.eventLoop.now + limit
    deadline = until
    schedule(until)
  }

  private func schedule(_ time: NIODeadline) {
    guard let loop = context?.eventLoop else { return }
    // A glance that comes earlier finds the later time itself.
    if let glance {
      guard time < glanceAt else { return }
      glance.cancel()
    }
    glanceAt = time
    let bound = NIOLoopBound(self, eventLoop: loop)
    glance = loop.scheduleTask(deadline: time) { bound.value.look() }
  }

  private func look() {
    glance = nil
    guard let context, let next = [deadline, stalled].compactMap(\.self).min() else { return }
    if next <= context.eventLoop.now {
      context.close(promise: nil)
    } else {
      schedule(next)
    }
  }

  private func stop() {
    deadline = nil
    stalled = nil
    glance?.cancel()
    glance = nil
  }
}
