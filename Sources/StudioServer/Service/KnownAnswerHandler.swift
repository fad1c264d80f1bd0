import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers on the connection's own thread what needs no look at the disk beyond the bytes to send:
/// most polls of a feed and most ranges of an episode.
///
/// Everything else, and everything that waits behind an answer under way, passes on to the application
/// unchanged.
final class KnownAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let publicSide: PublicSide
  /// Requests that the application answers.
  private var passedOn = 0
  /// The answer whose request has not ended yet.
  private var pending: (answer: PublicAnswer, body: ByteBuffer?)?
  private var date = ResponseDate()

  /// Answers for a public side.
  ///
  /// - Parameter publicSide: knows the answers.
  init(publicSide: PublicSide) { self.publicSide = publicSide }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      if passedOn == 0, let known = answer(to: head) {
        pending = known
      } else {
        passedOn += 1
        context.fireChannelRead(data)
      }
    case .body:
      // A GET with a body that nobody asked for: dropped, as the application would.
      if pending == nil { context.fireChannelRead(data) }
    case .end:
      guard let known = pending else { return context.fireChannelRead(data) }
      pending = nil
      send(known.answer, known.body, context)
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { passedOn -= 1 }
    context.write(data, promise: promise)
  }

  private func answer(to head: HTTPRequest) -> (PublicAnswer, ByteBuffer?)? {
    // Who wants the connection closed afterwards is served by the application, which closes it.
    guard head.headerFields[.connection] == nil, head.headerFields[.expect] == nil,
      let answer = publicSide.knownAnswer(to: head)
    else { return nil }
    switch answer.body {
    case .none: return (answer, nil)
    case .text(let text): return (answer, ByteBuffer(string: text))
    case .file(let file, let segments):
      guard segments.count == 1, case .bytes(let range) = segments[0],
        range.count <= FileBody.inlineBytes
      else { return nil }
      do {
        return (answer, try file.read(range))
      } catch {
        // The application meets the same failure, and tells the administrator.
        return nil
      }
    }
  }

  private func send(
    _ answer: PublicAnswer, _ body: ByteBuffer?, _ context: ChannelHandlerContext
  ) {
    var head = HTTPResponse(status: answer.status, headerFields: answer.fields)
    head.headerFields[.date] = date.text()
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if let body, body.readableBytes > 0 {
      context.write(wrapOutboundOut(.body(body)), promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}

/// The value of `Date`, written once a second (RFC 9110 §6.6.1).
struct ResponseDate {
  private var second: Int64 = 0
  private var written = ""

  /// The date now.
  ///
  /// - Returns: IMF-fixdate.
  mutating func text() -> String {
    let now = WallClock.unixSeconds
    if now != second {
      second = now
      written = HTTPDate.text(unixSeconds: now)
    }
    return written
  }
}
