import HTTPTypes
import Hummingbird
import NIOCore

/// Answers GET and HEAD for one representation: conditions, ranges, whole file (RFC 9110 §13, §14).
enum FileResponder {
  /// Makes the response.
  ///
  /// HEAD gets the header fields of the GET without range, and no body; RFC 9110 §14.2 defines
  /// `Range` for GET alone.
  ///
  /// - Parameters:
  ///   - head: the request's method and fields.
  ///   - representation: what the path leads to.
  ///   - eventLoop: the thread that writes to the connection.
  /// - Returns: 200, 206, 304, 412 or 416.
  /// - Throws: what reading the file throws.
  static func response(
    to head: HTTPRequest, with representation: FileRepresentation, on eventLoop: any EventLoop
  ) throws -> Response {
    let tag = representation.entityTag
    var fields = representation.fields
    fields[.eTag] = tag.headerValue
    fields[.lastModified] = representation.lastModified
    switch Preconditions.outcome(
      head.headerFields, tag: tag, lastModified: representation.lastModified)
    {
    case .notModified: return PlainResponse.withoutBody(.notModified, fields: fields)
    case .failed: return PlainResponse.error(.preconditionFailed, fields: fields)
    case .proceed: break
    }
    fields[.acceptRanges] = "bytes"
    fields[.contentType] = representation.contentType

    func answer(
      _ segments: [FileBody.Segment], _ status: HTTPResponse.Status
    ) throws -> Response {
      let body = FileBody(file: representation.file, segments: segments, eventLoop: eventLoop)
      return Response(status: status, headers: fields, body: try body.responseBody())
    }

    switch ranges(head, representation) {
    case .whole:
      fields[.contentLength] = String(representation.size)
      guard head.method == .get else { return Response(status: .ok, headers: fields) }
      return try answer([.bytes(0..<representation.size)], .ok)
    case .unsatisfiable:
      fields[.contentRange] = "bytes */\(representation.size)"
      fields[.contentEncoding] = nil
      fields[.cacheControl] = "no-store"
      return PlainResponse.error(.rangeNotSatisfiable, fields: fields)
    case .parts(let parts) where parts.count == 1:
      fields[.contentRange] = contentRange(parts[0], of: representation)
      return try answer([.bytes(parts[0])], .partialContent)
    case .parts(let parts):
      let multipart = MultipartRanges(parts: parts, of: representation)
      fields[.contentType] = multipart.contentType
      return try answer(multipart.segments, .partialContent)
    }
  }

  /// The value of `Content-Range` for one part (RFC 9110 §14.4).
  ///
  /// - Parameters:
  ///   - part: not empty, inside the file.
  ///   - representation: the file.
  /// - Returns: first and last byte, and the length of the whole.
  static func contentRange(
    _ part: Range<Int64>, of representation: FileRepresentation
  ) -> String {
    "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(representation.size)"
  }

  private static func ranges(
    _ head: HTTPRequest, _ representation: FileRepresentation
  ) -> ByteRanges {
    guard head.method == .get,
      Preconditions.allowsRange(
        head.headerFields, tag: representation.entityTag,
        lastModified: representation.lastModified)
    else { return .whole }
    return ByteRanges(header: head.headerFields[.range], size: representation.size)
  }
}
