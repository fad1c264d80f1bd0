import HTTPTypes

/// Answers GET and HEAD for one representation: conditions, ranges, whole file (RFC 9110 §13, §14).
enum FileResponder {
  /// Makes the answer.
  ///
  /// HEAD gets the header fields of the GET without range; RFC 9110 §14.2 defines `Range` for GET
  /// alone.
  ///
  /// - Parameters:
  ///   - head: the request's method and fields.
  ///   - representation: what the path leads to.
  ///   - ignoresRange: whether a range is answered with the whole file.
  /// - Returns: 200, 206, 304, 412 or 416.
  static func answer(
    to head: HTTPRequest, with representation: FileRepresentation, ignoresRange: Bool = false
  ) -> PublicAnswer {
    switch Preconditions.outcome(
      head.headerFields, tag: representation.entityTag,
      lastModified: representation.lastModified)
    {
    case .notModified: return PublicAnswer(.notModified, representation.validatingFields)
    case .failed: return .plain(.preconditionFailed, representation.validatingFields)
    case .proceed: break
    }
    let file = representation.file
    var fields = representation.fields
    if ignoresRange { fields[.acceptRanges] = "none" }
    switch ignoresRange ? .whole : ranges(head, representation) {
    case .whole:
      return PublicAnswer(.ok, fields, .file(file, [.bytes(0..<representation.size)]))
    case .unsatisfiable:
      fields[.contentRange] = "bytes */\(representation.size)"
      fields[.cacheControl] = "no-store"
      return .plain(.rangeNotSatisfiable, fields)
    case .parts(let parts) where parts.count == 1:
      fields[.contentRange] = contentRange(parts[0], of: representation)
      fields[.contentLength] = String(parts[0].count)
      return PublicAnswer(.partialContent, fields, .file(file, [.bytes(parts[0])]))
    case .parts(let parts):
      let multipart = MultipartRanges(parts: parts, of: representation)
      fields[.contentType] = multipart.contentType
      fields[.contentLength] = String(multipart.segments.reduce(0) { $0 + $1.length })
      return PublicAnswer(.partialContent, fields, .file(file, multipart.segments))
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
    guard head.method == .get, let header = head.headerFields[.range],
      Preconditions.allowsRange(
        head.headerFields, tag: representation.entityTag,
        lastModified: representation.lastModified)
    else { return .whole }
    return ByteRanges(header: header, size: representation.size)
  }
}
