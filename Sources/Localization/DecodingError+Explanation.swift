extension DecodingError {
  /// Where in a JSON document the mistake is, and what it is, in the JSON reader's English words.
  ///
  /// Dotted names lead to the place.
  public var explanation: String {
    switch self {
    case .keyNotFound(let key, let context):
      Self.place(context.codingPath + [key]) + "missing."
    case .dataCorrupted(let context), .typeMismatch(_, let context),
      .valueNotFound(_, let context):
      Self.place(context.codingPath) + context.debugDescription
    @unknown default:
      "\(self)"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    if path.isEmpty { return "" }
    let names = path.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
    return names.joined(separator: ".") + ": "
  }
}
