/// What a client says about compressed answers (RFC 9110 §12.5.3).
enum AcceptEncoding {
  /// Whether the client takes gzip.
  ///
  /// - Parameter header: the value of `Accept-Encoding`, nil when absent.
  /// - Returns: true when `gzip`, `x-gzip` or else `*` is listed with a weight above 0.
  static func allowsGzip(_ header: String?) -> Bool {
    guard let header else { return false }
    var anyCoding = false
    for element in header.split(separator: ",") {
      let parts = element.split(separator: ";", omittingEmptySubsequences: false)
      let coding = (parts.first ?? "").trimmingOptionalWhitespace().lowercased()
      let isAllowed = parts.dropFirst().allSatisfy { !isZeroWeight($0) }
      if coding == "gzip" || coding == "x-gzip" { return isAllowed }
      if coding == "*" { anyCoding = isAllowed }
    }
    return anyCoding
  }

  private static func isZeroWeight(_ parameter: Substring) -> Bool {
    let pair = parameter.split(separator: "=", maxSplits: 1)
    guard pair.count == 2, pair[0].trimmingOptionalWhitespace().lowercased() == "q" else {
      return false
    }
    // A weight that is no number is treated as a refusal: plain bytes suit everyone.
    return (Double(pair[1].trimmingOptionalWhitespace()) ?? 0) == 0
  }
}
