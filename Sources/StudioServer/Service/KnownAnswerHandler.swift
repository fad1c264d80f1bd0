import HTTPTypes
import NIOCore

/// Answers what needs no look at the disk beyond the bytes to send, most polls of a feed and most ranges
/// of an episode, from the connection's bytes, before any of them is taken apart for the application.
///
/// Everything else, and everything that waits behind an answer under way, goes on to the application
/// unchanged. Once something came that is no ``SimpleRequest``, it is not known where the next request
/// begins, and all that follows on that connection goes on; so does what follows a request that ends the
/// connection, or the order to stop.
final class KnownAnswerHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let publicSide: PublicSide
  private let maximumHeadBytes: Int
  private let progress: HeadDeadlineHandler
  private var understandsAll = true
  private var date = ResponseDate()

  /// Answers for a public side.
  ///
  /// - Parameters:
  ///   - publicSide: knows the answers.
  ///   - maximumHeadBytes: longer heads are for the application to refuse.
  ///   - progress: counts the requests that went on to the application of the same connection, and is
  ///     told of those that did not.
  init(publicSide: PublicSide, maximumHeadBytes: Int, progress: HeadDeadlineHandler) {
    self.publicSide = publicSide
    self.maximumHeadBytes = maximumHeadBytes
    self.progress = progress
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard understandsAll else { return context.fireChannelRead(data) }
    var bytes = unwrapInboundIn(data)
    while bytes.readableBytes > 0, context.channel.isActive {
      guard let request = SimpleRequest(bytes, maximumBytes: maximumHeadBytes) else {
        return passOn(bytes, context)
      }
      guard request.keepsConnection else { return passOn(bytes, context) }
      // Who does not read what he asks for is for the application to slow down.
      if progress.isIdle, context.channel.isWritable, let answer = answer(to: request.head) {
        bytes.moveReaderIndex(forwardBy: request.length)
        progress.hasAnswered()
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
      } else if let slice = bytes.readSlice(length: request.length) {
        context.fireChannelRead(wrapInboundOut(slice))
      }
    }
  }

  /// After an order to stop the application has to count every request, to know when it may close.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent { understandsAll = false }
    context.fireUserInboundEventTriggered(event)
  }

  private func passOn(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
    understandsAll = false
    context.fireChannelRead(wrapInboundOut(bytes))
  }

  /// The whole answer as bytes; nil when the request has to go on.
  private func answer(to head: HTTPRequest) -> ByteBuffer? {
    guard let answer = publicSide.knownAnswer(to: head) else { return nil }
    switch answer.body {
    case .none: return headBytes(of: answer, bodyLength: 0)
    case .text(let text):
      var bytes = headBytes(of: answer, bodyLength: text.utf8.count)
      bytes.writeString(text)
      return bytes
    case .file(let file, let segments):
      guard segments.count == 1, case .bytes(let range) = segments[0],
        range.count <= FileBody.inlineBytes
      else { return nil }
      var bytes = headBytes(of: answer, bodyLength: range.count)
      do {
        try file.read(range, into: &bytes)
        return bytes
      } catch {
        // The application meets the same failure, and tells the administrator.
        return nil
      }
    }
  }

  /// Status line and fields (RFC 9112 §4, §5), with room for the body.
  private func headBytes(of answer: PublicAnswer, bodyLength: Int) -> ByteBuffer {
    var bytes = ByteBufferAllocator().buffer(capacity: 1_024 + bodyLength)
    bytes.writeString("HTTP/1.1 \(answer.status.code) \(answer.status.reasonPhrase)\r\n")
    for field in answer.fields { write(field.name.rawName, field.value, to: &bytes) }
    write("Date", date.text(), to: &bytes)
    bytes.writeStaticString("\r\n")
    return bytes
  }

  private func write(_ name: String, _ value: String, to bytes: inout ByteBuffer) {
    bytes.writeString(name)
    bytes.writeStaticString(": ")
    bytes.writeString(value)
    bytes.writeStaticString("\r\n")
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
