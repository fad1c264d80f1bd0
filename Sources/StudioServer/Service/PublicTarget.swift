import HTTPTypes

/// What a path of the public side leads to, before the request's own fields are looked at.
enum PublicTarget: Sendable {
  /// A file, and the gzip file made from exactly its bytes when there is one.
  case file(FileRepresentation, compressed: FileRepresentation?)
  /// The address in feeds, which leads to an immutable file.
  case stableMedia(StableMedia)
  /// The same answer for everybody.
  case fixed(PublicAnswer)

  /// Answers a request.
  ///
  /// - Parameters:
  ///   - head: a GET or HEAD request.
  ///   - ignoresRange: whether the address asks for the whole file.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the answer to GET; HEAD is sent without its body.
  func answer(
    to head: HTTPRequest, ignoresRange: Bool = false, nowUTC now: @autoclosure () -> Int
  ) -> PublicAnswer {
    switch self {
    case .fixed(let answer): return answer
    case .stableMedia(let media): return media.answer(to: head, nowUTC: now())
    case .file(let plain, let compressed):
      if let compressed, AcceptEncoding.allowsGzip(head.headerFields[.acceptEncoding]) {
        return FileResponder.answer(to: head, with: compressed)
      }
      return FileResponder.answer(to: head, with: plain, ignoresRange: ignoresRange)
    }
  }
}
