import HTTPTypes

/// What the conditional headers of a request make of it, in the order of RFC 9110 §13.2.2.
///
/// Dates are compared for equality with the one we sent, which is what clients send back, and what
/// makes a date strong enough for `If-Range`.
enum Preconditions {
  /// How to go on.
  enum Outcome: Sendable, Hashable {
    case proceed
    /// 304: the client has these bytes.
    case notModified
    /// 412: the client wants other bytes.
    case failed
  }

  /// Evaluates everything but `If-Range`.
  ///
  /// - Parameters:
  ///   - request: the fields of a GET or HEAD request.
  ///   - tag: of the representation that would be sent.
  ///   - lastModified: its date, nil when it has none.
  /// - Returns: how to go on.
  static func outcome(
    _ request: HTTPFields, tag: EntityTag, lastModified: String?
  ) -> Outcome {
    if let header = request[.ifMatch] {
      guard holds(header, { $0.matchesStrongly(tag) }) else { return .failed }
    } else if let date = request[.ifUnmodifiedSince], let lastModified, date != lastModified {
      return .failed
    }
    if let header = request[.ifNoneMatch] {
      return holds(header) { $0.matchesWeakly(tag) } ? .notModified : .proceed
    }
    if let date = request[.ifModifiedSince], let lastModified, date == lastModified {
      return .notModified
    }
    return .proceed
  }

  /// Whether a `Range` header may be honoured, as far as `If-Range` has a say.
  ///
  /// - Parameters:
  ///   - request: the fields of a GET request.
  ///   - tag: of the representation that would be sent.
  ///   - lastModified: its date, nil when it has none.
  /// - Returns: false when the client's earlier bytes are not, or may not be, from this file.
  static func allowsRange(_ request: HTTPFields, tag: EntityTag, lastModified: String?) -> Bool {
    guard let header = request[.ifRange] else { return true }
    if let wanted = EntityTag.single(header) { return wanted.matchesStrongly(tag) }
    return header == lastModified
  }

  private static func holds(_ header: String, _ matches: (EntityTag) -> Bool) -> Bool {
    switch EntityTag.condition(header) {
    case .any: true
    case .tags(let tags): tags.contains(where: matches)
    }
  }
}
