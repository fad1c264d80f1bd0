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
  private var context: ChannelHandlerContext?
  private let unsentBytes: (any Channel) -> Int
  /// What the client had not taken when it was last looked at after its time, and since when.
  private var seen: (unsent: Int, since: NIODeadline)?

  /// How long a reader may leave a full buffer (tens of kilobytes) as it is: a listener who pauses
  /// for longer asks for the rest anew, and each that does not would hold a connection for ever.
  static let stallLimit = TimeAmount.minutes(10)

  /// Sets the limits.
  ///
  /// - Parameters:
  ///   - first: from the opening of the connection to the first complete head.
  ///   - next: from the end of a response to the next complete head, and from one part of a body to
  ///     the next.
  ///   - unsentBytes: tells what a connection's client has not taken of what it was sent.
  init(
    first: TimeAmount, next: TimeAmount,
    unsentBytes: @escaping (any Channel) -> Int = { $0.unsentBytes }
  ) {
    self.first = first
    self.next = next
    self.unsentBytes = unsentBytes
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
    seen = nil
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
    guard let context else { return }
    let now = context.eventLoop.now
    // An answer is handed over at once and taken in the client's own time: until then no head is due.
    if let due = deadline, due <= now, isTaking(context.channel, now) { deadline = now + next }
    guard let earliest = [deadline, stalled].compactMap(\.self).min() else { return }
    guard earliest <= now else { return schedule(earliest) }
    // What it has not taken by now it is not to be waited for.
    context.triggerUserOutboundEvent(DrainBeforeCloseHandler.GivenUp(), promise: nil)
    context.close(promise: nil)
  }

  /// Whether the client has still to take something, and took some of it not too long ago.
  private func isTaking(_ channel: any Channel, _ now: NIODeadline) -> Bool {
    let unsent = unsentBytes(channel)
    guard unsent > 0 else { return false }
    if let seen, seen.unsent == unsent { return now < seen.since + Self.stallLimit }
    seen = (unsent, now)
    return true
  }

  private func stop() {
    deadline = nil
    stalled = nil
    glance?.cancel()
    glance = nil
  }
}
