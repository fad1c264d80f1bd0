internal import FFmpegShim

/// A FLAC frame of a stream of blocks of one size (RFC 9639 section 9).
///
/// All of it depends on its own samples alone, save its number in the header and the two checks over
/// that: so a frame can be encoded anywhere and take its place afterwards.
enum FLACFrame {
  /// The sync code and the bit that says that all blocks are of one size (section 9.1).
  private static let start: [UInt8] = [0xFF, 0xF8]
  /// Where the coded number begins: behind sync code, block size, sample rate, channels and sample size.
  private static let numberOffset = 4
  /// Bytes of the check over the whole frame (section 9.3).
  private static let footerBytes = 2
  /// The most that a frame's number can be: 31 bits (section 9.1.5).
  static let highestNumber = Int(Int32.max)

  /// Gives a frame another number.
  ///
  /// - Parameters:
  ///   - frame: a whole frame and nothing else.
  ///   - number: its place in the stream, 0…``highestNumber``.
  /// - Returns: the frame with the number and both checks made anew; it may be longer or shorter.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when the bytes are no such frame.
  /// - Complexity: O(bytes).
  static func renumbered(_ frame: [UInt8], as number: Int) throws(MediaError) -> [UInt8] {
    guard frame.count > numberOffset, Array(frame.prefix(2)) == start,
      let numberBytes = codedBytes(first: frame[numberOffset])
    else { throw noFrame }
    let behind = numberOffset + numberBytes
    let header = behind + extraBytes(frame[2])
    guard frame.count > header + footerBytes, check8(frame[..<header]) == frame[header] else {
      throw noFrame
    }
    var made: [UInt8] = []
    made.reserveCapacity(frame.count + codedNumberMost)
    made += frame[..<numberOffset]
    made += coded(number)
    made += frame[behind..<header]
    made.append(check8(made[...]))
    made += frame[(header + 1)..<(frame.count - footerBytes)]
    let footer = check16(made)
    made += [UInt8(footer >> 8), UInt8(footer & 0xFF)]
    return made
  }

  /// A number as a frame's header codes it.
  ///
  /// As UTF-8 codes a character (RFC 3629), continued to six bytes and 31 bits (RFC 9639 section 9.1.5).
  ///
  /// - Parameter number: 0…``highestNumber``.
  /// - Returns: 1 to 6 bytes.
  static func coded(_ number: Int) -> [UInt8] {
    precondition(number >= 0 && number <= highestNumber, "no number of a frame")
    if number < 0x80 { return [UInt8(number)] }
    // A first byte begins with as many ones as there are bytes, the others carry six bits each.
    var count = 2
    while number >> (5 * count + 1) > 0 { count += 1 }
    let ones = UInt8(truncatingIfNeeded: 0xFF00 >> count)
    let rest = (1..<count).map { place in
      0x80 | UInt8(number >> (6 * (count - 1 - place)) & 0x3F)
    }
    return [ones | UInt8(number >> (6 * (count - 1)))] + rest
  }

  private static let codedNumberMost = 6

  /// Bytes of a coded number, from its first one; `nil` when none begins so.
  private static func codedBytes(first: UInt8) -> Int? {
    let ones = (~first).leadingZeroBitCount
    if ones == 0 { return 1 }
    return (2...codedNumberMost).contains(ones) ? ones : nil
  }

  /// Bytes of an uncommon block size and sample rate behind the number (sections 9.1.6 and 9.1.7).
  private static func extraBytes(_ codes: UInt8) -> Int {
    let size =
      switch codes >> 4 {
      case 0b0110: 1
      case 0b0111: 2
      default: 0
      }
    let rate =
      switch codes & 0x0F {
      case 0b1100: 1
      case 0b1101, 0b1110: 2
      default: 0
      }
    return size + rate
  }

  private static var noFrame: MediaError {
    MediaError(.outputUnwritable, detail: "the encoder's bytes are no FLAC frame")
  }

  private static func check8(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe fs_crc8(base, buffer.count)
    }
  }

  private static func check16(_ bytes: [UInt8]) -> UInt16 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe fs_crc16(base, buffer.count)
    }
  }
}
