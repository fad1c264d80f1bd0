import Subprocess

/// The end of what a worker wrote to its standard error: what it said before it died.
struct ErrorTail: Sendable {
  /// How much is kept, bytes; all else is read and forgotten, however much there is.
  static let maximumBytes = 64 << 10

  private var bytes: [UInt8] = []

  /// The end as text; damaged UTF-8 shows as replacement characters.
  var text: String { String(decoding: bytes.suffix(Self.maximumBytes), as: UTF8.self) }

  /// Adds what came next.
  mutating func append(_ more: some Sequence<UInt8>) {
    bytes += more
    // Trimmed at twice the size, so that each byte is moved once at most.
    if bytes.count > 2 * Self.maximumBytes {
      bytes.removeFirst(bytes.count - Self.maximumBytes)
    }
  }

  /// Reads a stream to its end.
  ///
  /// - Parameter stream: a worker's standard error.
  /// - Returns: the end of it; a read error ends the stream early, which only shortens the log.
  static func reading(_ stream: SubprocessOutputSequence) async -> ErrorTail {
    var tail = ErrorTail()
    do {
      for try await buffer in stream {
        tail.append(unsafe buffer.withUnsafeBytes { unsafe Array($0) })
      }
    } catch {
      tail.append("(\(error))".utf8)
    }
    return tail
  }
}
