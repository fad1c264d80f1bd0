import HTTPTypes
import Hummingbird

/// Small answers that are not files.
enum PlainResponse {
  /// An error as one line of plain text, for instance `404 Not Found`.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - fields: further header fields.
  /// - Returns: a response that caches keep only if the fields say so.
  static func error(_ status: HTTPResponse.Status, fields: HTTPFields = [:]) -> Response {
    text("\(status.code) \(status.reasonPhrase)\n", status: status, fields: fields)
  }

  /// A line of plain text.
  ///
  /// - Parameters:
  ///   - text: the body.
  ///   - status: the status.
  ///   - fields: further header fields; `Cache-Control` is `no-store` unless they name another.
  /// - Returns: the response.
  static func text(
    _ text: String, status: HTTPResponse.Status, fields: HTTPFields = [:]
  ) -> Response {
    var fields = fields
    fields[.contentType] = "text/plain; charset=utf-8"
    fields[.xContentTypeOptions] = "nosniff"
    if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    return Response(
      status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A response that has no body by its status: 204 or 304.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - fields: the header fields.
  /// - Returns: the response, without `Content-Length`.
  static func withoutBody(_ status: HTTPResponse.Status, fields: HTTPFields) -> Response {
    var response = Response(status: status, headers: fields)
    response.headers[.contentLength] = nil
    return response
  }
}
