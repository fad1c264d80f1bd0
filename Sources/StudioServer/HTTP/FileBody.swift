import Hummingbird
import NIOCore
import NIOPosix

/// A response body taken from one open file, in the order of its segments.
///
/// One block is in memory at a time: the next is read only when the writer has room for it, so a
/// client that reads slowly costs one block, whatever the size of the file.
struct FileBody: Sendable {
  /// A piece of the body.
  enum Segment: Sendable {
    /// Bytes of the file.
    case bytes(Range<Int64>)
    /// Text between the parts of a multipart body.
    case text(String)

    var length: Int64 {
      switch self {
      case .bytes(let range): Int64(range.count)
      case .text(let text): Int64(text.utf8.count)
      }
    }
  }

  /// Where the bytes come from; kept open until the last one is written.
  let file: OpenFile
  /// The pieces, in order.
  let segments: [Segment]
  /// The thread that writes to the connection.
  let eventLoop: any EventLoop

  /// Length of the body in bytes.
  var length: Int64 { segments.reduce(0) { $0 + $1.length } }

  /// Bodies up to this size, and the first block of longer ones, are read where the request runs:
  /// a hop to another thread would cost more than the read, and the disk is asked once.
  static let inlineBytes: Int64 = 128 * 1024

  /// What later reads fetch at once, on a thread that may wait for the disk.
  static let blockBytes: Int64 = 256 * 1024

  /// Turns the pieces into a body that can be sent.
  ///
  /// - Returns: a body of exactly ``length`` bytes, or one that fails and closes the connection.
  /// - Throws: what ``OpenFile/read(_:)`` throws, for a body read at once.
  func responseBody() throws -> ResponseBody {
    guard length > 0 else { return ResponseBody() }
    if segments.count == 1, case .bytes(let range) = segments[0], length <= Self.inlineBytes {
      return ResponseBody(byteBuffer: try file.read(range))
    }
    return ResponseBody(contentLength: Int(length)) { writer in
      for segment in segments {
        switch segment {
        case .text(let text): try await writer.write(ByteBuffer(string: text))
        case .bytes(let range): try await write(range, to: &writer)
        }
      }
      try await writer.finish(nil)
    }
  }

  @concurrent private func write(
    _ range: Range<Int64>, to writer: inout any ResponseBodyWriter
  ) async throws {
    var start = range.lowerBound
    while start < range.upperBound {
      let isFirst = start == range.lowerBound
      let end = min(start + (isFirst ? Self.inlineBytes : Self.blockBytes), range.upperBound)
      let block = start..<end
      let bytes =
        isFirst
        ? try file.read(block)
        : try await NIOThreadPool.singleton.runIfActive { try file.read(block) }
      try await writer.write(bytes)
      // The writer learns that the socket is full only once the event loop has handled this block;
      // without waiting for that, blocks would pile up as fast as the disk yields them.
      try await eventLoop.submit {}.get()
      start = end
    }
  }
}
