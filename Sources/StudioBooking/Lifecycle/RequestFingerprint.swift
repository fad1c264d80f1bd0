/// Makes one text of the parts of a request, so that a repeated idempotency key can be recognised.
public enum RequestFingerprint {
  /// Joins parts so that two lists give the same text only when they are equal.
  ///
  /// The length before each part keeps `a|b` + `c` apart from `a` + `b|c`.
  public static func text(_ parts: [String]) -> String {
    parts.map { "\($0.utf8.count):\($0)" }.joined(separator: "|")
  }
}
