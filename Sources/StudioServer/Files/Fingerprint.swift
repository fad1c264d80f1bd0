import CZlib
import Crypto
import NIOCore

/// What identifies the bytes of a file: their hash for the entity tag, and the two numbers with
/// which a gzip file ends (RFC 1952 §2.3.1), to prove that one was made from them.
struct Fingerprint: Sendable, Hashable {
  /// SHA-256 in lower-case hexadecimal.
  let sha256: String
  /// CRC-32 of the bytes, as gzip stores it.
  let crc32: UInt32
  /// Length in bytes.
  let size: Int64

  /// Reads a file from start to end.
  ///
  /// - Parameter file: the file.
  /// - Throws: what ``OpenFile/read(_:)`` throws.
  /// - Complexity: O(*n*) in the length of the file, one block of memory; waits for the disk.
  init(of file: OpenFile) throws {
    var hash = SHA256()
    var checksum = CZlib.crc32(0, nil, 0)
    var offset: Int64 = 0
    while offset < file.stamp.size {
      let end = min(offset + Self.blockBytes, file.stamp.size)
      let block = try file.read(offset..<end)
      unsafe block.withUnsafeReadableBytes { bytes in
        unsafe hash.update(bufferPointer: bytes)
        checksum = unsafe CZlib.crc32(
          checksum, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), uInt(bytes.count))
      }
      offset = end
    }
    sha256 = hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
    crc32 = UInt32(truncatingIfNeeded: checksum)
    size = file.stamp.size
  }

  /// Whether a gzip file was made from exactly the bytes this fingerprint was taken of.
  ///
  /// Looks at the trailer only: CRC-32, then length modulo 2³², little-endian (RFC 1952 §2.3.1).
  ///
  /// - Parameter compressed: the gzip file, of one member.
  /// - Returns: whether both numbers agree.
  /// - Throws: what ``OpenFile/read(_:)`` throws.
  func isSource(ofGzip compressed: OpenFile) throws -> Bool {
    let end = compressed.stamp.size
    // Ten bytes of header and eight of trailer are the least a gzip file can have.
    guard end >= 18 else { return false }
    var trailer = try compressed.read(end - 8..<end)
    return trailer.readInteger(endianness: .little, as: UInt32.self) == crc32
      && trailer.readInteger(endianness: .little, as: UInt32.self)
        == UInt32(truncatingIfNeeded: size)
  }

  private static let blockBytes: Int64 = 256 * 1024
}
