import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import StudioServer

/// Which requests are answered in front of the application, and what goes past.
@Suite struct KnownAnswerHandlerTests {
  static let request = "GET /a.html HTTP/1.1\r\nHost: a\r\n\r\n"

  let fixture: PublicFixture
  let channel = EmbeddedChannel()
  let progress = HeadDeadlineHandler(first: .seconds(10), next: .seconds(30))

  init() async throws {
    fixture = try PublicFixture()
    try fixture.write("a.html", "<p>a</p>")
    let folder = PublicFolder(path: fixture.path)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let publicSide = PublicSide(folder: folder, routes: RouteFile(folder: folder, logger: logger))
    let head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/a.html")
    // Looked up once, known from now on.
    _ = try await publicSide.response(
      to: Request(head: head, body: RequestBody(buffer: ByteBuffer())), on: channel.eventLoop)
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    try channel.pipeline.syncOperations.addHandler(
      KnownAnswerHandler(publicSide: publicSide, maximumHeadBytes: 16_384, progress: progress))
  }

  private func wentOn() throws -> String {
    var text = ""
    while let bytes = try channel.readInbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
    return text
  }

  private func answered() throws -> String {
    var text = ""
    while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
      text += String(buffer: bytes)
    }
    return text
  }

  @Test func `what is known is answered, and only that`() throws {
    let other = Self.request.replacing("/a.html", with: "/b.html")
    try channel.writeInbound(ByteBuffer(string: Self.request + other + Self.request))
    #expect(try wentOn() == other)
    let answers = try answered()
    #expect(answers.matches(of: /HTTP\/1\.1 200 OK\r\n/).count == 2)
    #expect(answers.hasSuffix("\r\n\r\n<p>a</p>"))
  }

  @Test(arguments: [
    "GET /a.html HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n", "GET /a.ht", "\r\n",
    "GET /a.html HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n",
    "GET /a.html HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n",
    "GET /a.html HTTP/1.1\r\nHost: a\r\nProxy-Connection: close\r\n\r\n",
  ])
  func `behind what is not understood, or ends the connection, everything goes on`(
    first: String
  ) throws {
    try channel.writeInbound(ByteBuffer(string: first))
    try channel.writeInbound(ByteBuffer(string: Self.request))
    #expect(try wentOn() == first + Self.request)
    #expect(try answered() == "")
  }

  @Test func `who does not read what was sent gets no more from here`() throws {
    channel.isWritable = false
    try channel.writeInbound(ByteBuffer(string: Self.request))
    #expect(try wentOn() == Self.request)
    channel.isWritable = true
    try channel.writeInbound(ByteBuffer(string: Self.request))
    #expect(try wentOn() == "")
    #expect(try answered().hasPrefix("HTTP/1.1 200"))
  }

  @Test func `nothing overtakes an answer that is still being made`() throws {
    let application = EmbeddedChannel(handler: progress)
    let head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/b")
    try application.writeInbound(HTTPRequestPart.head(head))
    try application.writeInbound(HTTPRequestPart.end(nil))
    try channel.writeInbound(ByteBuffer(string: Self.request))
    #expect(try wentOn() == Self.request)
    try application.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
    try application.writeOutbound(HTTPResponsePart.end(nil))
    try channel.writeInbound(ByteBuffer(string: Self.request))
    #expect(try answered().hasPrefix("HTTP/1.1 200"))
  }

  @Test func `after an order to stop the application hears of every request`() throws {
    channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    try channel.writeInbound(ByteBuffer(string: Self.request))
    #expect(try wentOn() == Self.request)
    #expect(try answered() == "")
  }

  @Test(arguments: [true, false])
  func `it stands in front of the server's connections, unless requests are logged`(
    isLogged: Bool
  ) throws {
    let folder = PublicFolder(path: fixture.path)
    let settings = fixture.settings(requestLogLevel: isLogged ? .info : nil)
    let publicSide = PublicSide(
      folder: folder, routes: RouteFile(folder: folder, logger: settings.logger))
    let channel = EmbeddedChannel()
    _ = try connection(settings, publicSide, { _, _, _ in }).setup(
      channel: channel, logger: settings.logger
    ).wait()
    let pipeline = channel.pipeline.syncOperations
    let known = Result { try pipeline.context(handlerType: KnownAnswerHandler.self) }
    #expect(((try? known.get()) == nil) == isLogged)
    _ = try channel.pipeline.syncOperations.handler(type: DrainBeforeCloseHandler.self)
  }

  @Test func `an answer gives the next head its time`() throws {
    let connection = EmbeddedChannel(handler: progress)
    connection.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    for _ in 0..<5 {
      try channel.writeInbound(ByteBuffer(string: Self.request))
      connection.embeddedEventLoop.advanceTime(by: .seconds(29))
      #expect(connection.isActive)
    }
    connection.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!connection.isActive)
  }
}
