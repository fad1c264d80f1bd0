import CZlib
import Foundation

/// Pieces of one gzip file that are compressed apart and joined.
///
/// A piece is raw deflate without history that ends at a byte boundary (`Z_FULL_FLUSH`), so that
/// pieces in a row are one valid stream: changing an episode compresses its piece anew and no other.
///
/// Source: RFC 1951 §3.2.3 (blocks), RFC 1952 §2.3 (member format), zlib manual, `deflate`.
enum DeflatePiece {
  /// A negative window size asks zlib for raw deflate (zlib manual, deflateInit2).
  private static let windowBits: Int32 = -15
  /// The memory level zlib uses by default.
  private static let memoryLevel: Int32 = 8

  /// The ten bytes before the first piece.
  ///
  /// Deflate, no flags, best compression, Unix; no time and no name, so that equal input gives equal
  /// output.
  static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3]

  /// Compresses one piece at the best level.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - isLast: whether nothing follows.
  /// - Returns: the piece.
  /// - Throws: ``CompressionFailure`` with zlib's code.
  static func compress(_ bytes: [UInt8], isLast: Bool) throws(CompressionFailure) -> [UInt8] {
    var stream = unsafe z_stream()
    let started = unsafe deflateInit2_(
      &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK else { throw CompressionFailure(code: started) }
    defer { unsafe deflateEnd(&stream) }
    // The bound counts a whole stream; a flush adds an empty block of at most five bytes and bits.
    let capacity = unsafe Int(deflateBound(&stream, UInt(bytes.count))) + 16
    var input = bytes
    var code = Z_OK
    let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = buffer.baseAddress
        unsafe stream.avail_out = UInt32(buffer.count)
        code = unsafe deflate(&stream, isLast ? Z_FINISH : Z_FULL_FLUSH)
      }
      count = unsafe capacity - Int(stream.avail_out)
    }
    guard code == (isLast ? Z_STREAM_END : Z_OK) else { throw CompressionFailure(code: code) }
    return output
  }

  /// A whole gzip file of one piece.
  ///
  /// - Parameter bytes: the content.
  /// - Returns: the file.
  /// - Throws: ``CompressionFailure`` with zlib's code.
  static func file(_ bytes: [UInt8]) throws(CompressionFailure) -> [UInt8] {
    let piece = try compress(bytes, isLast: true)
    return header + piece + trailer(checksum: .of(bytes), count: bytes.count)
  }

  /// The eight bytes behind the last piece.
  ///
  /// - Parameters:
  ///   - checksum: of everything uncompressed.
  ///   - count: how many bytes that is; its low 32 bits are kept.
  /// - Returns: CRC-32 and length, little endian.
  static func trailer(checksum: Checksum, count: Int) -> [UInt8] {
    let length = UInt32(truncatingIfNeeded: count)
    return [checksum.value, length].flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }
  }
}

/// A CRC-32 that grows with what it has seen.
struct Checksum: Equatable {
  /// The checksum of everything so far.
  private(set) var value: UInt32 = 0

  /// Takes in more bytes.
  mutating func update(_ bytes: [UInt8]) {
    value = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe UInt32(
        truncatingIfNeeded: crc32(UInt(value), buffer.baseAddress, UInt32(buffer.count)))
    }
  }

  /// Takes in bytes whose own checksum is known, without reading them.
  ///
  /// - Parameters:
  ///   - other: the checksum of the bytes alone.
  ///   - count: how many they are.
  /// - Complexity: O(log *n*) in `count`.
  mutating func append(_ other: Checksum, count: Int) {
    value = UInt32(truncatingIfNeeded: crc32_combine(UInt(value), UInt(other.value), count))
  }

  /// The checksum of some bytes alone.
  static func of(_ bytes: [UInt8]) -> Checksum {
    var checksum = Checksum()
    checksum.update(bytes)
    return checksum
  }
}

/// zlib refused to compress.
struct CompressionFailure: Error, Hashable {
  /// zlib's return code.
  let code: Int32
}
