import HTTPTypes
import Hummingbird
import NIOCore

/// What to send, before it is known by which way.
struct PublicAnswer: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    case none
    case text(String)
    case file(OpenFile, [FileBody.Segment])
  }

  /// The status.
  let status: HTTPResponse.Status
  /// The fields, `Content-Length` included wherever there is a length to tell.
  var fields: HTTPFields
  /// The body.
  var body: Body

  /// Makes an answer.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - fields: all fields.
  ///   - body: the body, for HEAD too.
  init(_ status: HTTPResponse.Status, _ fields: HTTPFields, _ body: Body = .none) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  /// A line of plain text, for instance `404 Not Found`.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - fields: further fields; `Cache-Control` is `no-store` unless they name another.
  /// - Returns: the answer.
  static func plain(_ status: HTTPResponse.Status, _ fields: HTTPFields = [:]) -> PublicAnswer {
    let text = "\(status.code) \(status.reasonPhrase)\n"
    var fields = fields
    fields[.contentType] = "text/plain; charset=utf-8"
    fields[.xContentTypeOptions] = "nosniff"
    fields[.contentLength] = String(text.utf8.count)
    fields[.contentEncoding] = nil
    if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    return PublicAnswer(status, fields, .text(text))
  }

  /// Leads to another address.
  ///
  /// - Parameters:
  ///   - location: a URL, or a path of ours.
  ///   - status: 301, 302, 307 or 308.
  ///   - fields: further fields.
  /// - Returns: the answer.
  static func redirect(
    to location: String, _ status: HTTPResponse.Status, _ fields: HTTPFields
  ) -> PublicAnswer {
    var fields = fields
    fields[.location] = location
    return plain(status, fields)
  }

  /// The same for HEAD: every field, no body.
  var withoutBody: PublicAnswer { PublicAnswer(status, fields) }

  /// Length of the body in bytes.
  var bodyLength: Int64 {
    switch body {
    case .none: 0
    case .text(let text): Int64(text.utf8.count)
    case .file(_, let segments): segments.reduce(0) { $0 + $1.length }
    }
  }

  /// The answer as Hummingbird sends it.
  ///
  /// - Parameter eventLoop: the thread that writes to the connection.
  /// - Returns: the response.
  /// - Throws: what reading the file throws.
  func response(on eventLoop: any EventLoop) throws -> Response {
    let body: ResponseBody =
      switch body {
      case .none: ResponseBody()
      case .text(let text): ResponseBody(byteBuffer: ByteBuffer(string: text))
      case .file(let file, let segments):
        try FileBody(file: file, segments: segments, eventLoop: eventLoop).responseBody()
      }
    var response = Response(status: status, headers: fields, body: body)
    // The initialiser sets the length of the body it is given, also where HEAD or 304 has none.
    response.headers[.contentLength] = fields[.contentLength]
    return response
  }
}
