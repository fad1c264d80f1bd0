import HTTPTypes
import Hummingbird

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
  /// - Returns: 200, 206, 304, 412 or 416.
  /// - Throws: what reading the file throws.
  static func response(
    to head: HTTPRequest, with representation: FileRepresentation
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

    switch ranges(head, representation) {
    case .whole:
      return try whole(representation, method: head.method, fields: fields)
    case .unsatisfiable:
      fields[.contentRange] = "bytes */\(representation.size)"
      fields[.contentEncoding] = nil
      fields[.cacheControl] = "no-store"
      return PlainResponse.error(.rangeNotSatisfiable, fields: fields)
    case .parts(let parts) where parts.count == 1:
      fields[.contentRange] = contentRange(parts[0], of: representation)
      return try partial([.bytes(parts[0])], of: representation, fields: fields)
    case .parts(let parts):
      let multipart = MultipartRanges(parts: parts, of: representation)
      fields[.contentType] = multipart.contentType
      return try partial(multipart.segments, of: representation, fields: fields)
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

  private static func whole(
    _ representation: FileRepresentation, method: HTTPRequest.Method, fields: HTTPFields
  ) throws -> Response {
    var fields = fields
    fields[.contentLength] = String(representation.size)
    guard method == .get else { return Response(status: .ok, headers: fields) }
    let body = FileBody(file: representation.file, segments: [.bytes(0..<representation.size)])
    return Response(status: .ok, headers: fields, body: try body.responseBody())
  }

  private static func partial(
    _ segments: [FileBody.Segment], of representation: FileRepresentation, fields: HTTPFields
  ) throws -> Response {
    let body = FileBody(file: representation.file, segments: segments)
    return Response(status: .partialContent, headers: fields, body: try body.responseBody())
  }
}
