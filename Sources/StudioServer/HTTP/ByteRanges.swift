/// What a `Range` header asks of a file of known size (RFC 9110 §14.1.2 and §14.2).
enum ByteRanges: Sendable, Hashable {
  /// The whole file: no header, another unit, or a header that is not a byte range set.
  case whole
  /// Parts that exist, in the order asked for; at least one, none empty, none past the end.
  case parts([Range<Int64>])
  /// A well-formed set of which no range touches the file: status 416.
  case unsatisfiable

  /// How many ranges one request may ask for; more is answered with the whole file.
  ///
  /// RFC 9110 §14.2 lets a server ignore many small ranges; players ask for one or two.
  static let maximumCount = 16

  /// Reads a header against a file.
  ///
  /// Sets that ask for more bytes than the file has (overlapping or repeated ranges) are answered
  /// with the whole file, which is shorter.
  ///
  /// - Parameters:
  ///   - header: the value of `Range`, nil when absent.
  ///   - size: length of the file in bytes, not negative.
  init(header: String?, size: Int64) {
    guard let header, let requested = Self.requested(header) else {
      self = .whole
      return
    }
    let parts = requested.compactMap { $0.resolved(size: size) }
    if parts.isEmpty {
      self = .unsatisfiable
    } else if requested.count > Self.maximumCount
      || (parts.count > 1 && parts.reduce(0, { $0 + Int64($1.count) }) > size)
    {
      self = .whole
    } else {
      self = .parts(parts)
    }
  }

  /// One element of the set, before the size of the file is known.
  private enum Requested {
    case from(Int64, through: Int64?)
    case last(Int64)

    func resolved(size: Int64) -> Range<Int64>? {
      switch self {
      case .from(let first, let last):
        guard first < size else { return nil }
        return first..<(min(last ?? size, size - 1) + 1)
      case .last(let count):
        guard count > 0, size > 0 else { return nil }
        return max(0, size - count)..<size
      }
    }
  }

  private static func requested(_ header: String) -> [Requested]? {
    guard let equals = header.firstIndex(of: "="),
      header[..<equals].lowercased() == "bytes"
    else { return nil }
    var ranges: [Requested] = []
    // RFC 9110 §5.6.1.2: empty list elements are to be ignored.
    for element in header[header.index(after: equals)...].split(separator: ",") {
      let text = element.trimmingOptionalWhitespace()
      if text.isEmpty { continue }
      guard let range = parsed(text) else { return nil }
      ranges.append(range)
    }
    return ranges.isEmpty ? nil : ranges
  }

  private static func parsed(_ text: Substring) -> Requested? {
    guard let dash = text.firstIndex(of: "-") else { return nil }
    let first = text[..<dash]
    let last = text[text.index(after: dash)...]
    if first.isEmpty { return number(last).map(Requested.last) }
    guard let start = number(first) else { return nil }
    if last.isEmpty { return .from(start, through: nil) }
    guard let end = number(last), start <= end else { return nil }
    return .from(start, through: end)
  }

  /// Reads `1*DIGIT`; a number too large for 63 bits is past every end, so it saturates there.
  private static func number(_ digits: Substring) -> Int64? {
    guard !digits.isEmpty,
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int64(digits) ?? Int64.max
  }
}
