import Glibc
import NIOCore

/// One regular file, open for reading at any offset.
///
/// A response holds it from its first to its last byte: a rename that puts a new file under the
/// same name meanwhile changes nothing for it. Reads carry their own offset, so several
/// responses may share one.
final class OpenFile: Sendable {
  /// The state of the file when it was opened.
  let stamp: FileStamp
  private let descriptor: Descriptor

  /// Takes over an open descriptor.
  ///
  /// - Parameters:
  ///   - descriptor: open for reading on a regular file.
  ///   - stamp: its stamp.
  init(_ descriptor: consuming Descriptor, stamp: FileStamp) {
    self.descriptor = descriptor
    self.stamp = stamp
  }

  /// Reads bytes of the file.
  ///
  /// - Parameter range: offsets in bytes, inside `0..<stamp.size`, not longer than fits memory.
  /// - Returns: exactly `range.count` bytes.
  /// - Throws: ``SystemError`` when the disk fails; ``ShortFile`` when the file has been cut since.
  /// - Complexity: O(*n*) in the length of the range; may wait for the disk.
  func read(_ range: Range<Int64>) throws -> ByteBuffer {
    var buffer = ByteBufferAllocator().buffer(capacity: range.count)
    try read(range, into: &buffer)
    return buffer
  }

  /// Reads bytes of the file behind what a buffer holds.
  ///
  /// - Parameters:
  ///   - range: offsets in bytes, inside `0..<stamp.size`, not longer than fits memory.
  ///   - buffer: grows by exactly `range.count` bytes.
  /// - Throws: ``SystemError`` when the disk fails; ``ShortFile`` when the file has been cut since.
  /// - Complexity: O(*n*) in the length of the range; may wait for the disk.
  func read(_ range: Range<Int64>, into buffer: inout ByteBuffer) throws {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let missing = Int(range.upperBound - offset)
      let count = try unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: missing) {
        let destination = unsafe UnsafeMutableRawBufferPointer(rebasing: $0[..<missing])
        return try unsafe read(into: destination, at: offset)
      }
      guard count > 0 else { throw ShortFile() }
      offset += Int64(count)
    }
  }

  private func read(into destination: UnsafeMutableRawBufferPointer, at offset: Int64) throws -> Int
  {
    while true {
      let count = unsafe pread(
        descriptor.number, destination.baseAddress, destination.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw SystemError(operation: "pread", number: errno) }
    }
  }

  /// The file ended before the length it had when it was opened.
  struct ShortFile: Error {}
}
