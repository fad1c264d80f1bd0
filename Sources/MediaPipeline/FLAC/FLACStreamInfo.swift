/// What the first block of a FLAC file says about the whole (RFC 9639 section 8.2).
struct FLACStreamInfo: Sendable {
  /// Hertz.
  let sampleRate: Int
  /// 1 or 2.
  let channels: Int
  /// Frames of audio in a block, save the last.
  let blockFrames: Int
  /// Bits of a sample: what a deliverable is written with.
  static let bitsPerSample = 24
  /// Bytes that a packed sample takes.
  static let bytesPerSample = bitsPerSample / 8

  /// Bytes of the shortest and of the longest frame so far.
  private var shortest = Int.max
  private var longest = 0

  /// Describes a stream without frames.
  init(sampleRate: Int, channels: Int, blockFrames: Int) {
    self.sampleRate = sampleRate
    self.channels = channels
    self.blockFrames = blockFrames
  }

  /// Notes the length of a frame, bytes.
  mutating func note(frameBytes: Int) {
    shortest = min(shortest, frameBytes)
    longest = max(longest, frameBytes)
  }

  /// The block's content.
  ///
  /// - Parameters:
  ///   - frameCount: frames of audio, below 2³⁶.
  ///   - digest: the MD5 of all samples, interleaved, three bytes each, lowest first.
  /// - Returns: 34 bytes.
  func bytes(frameCount: Int, digest: [UInt8]) -> [UInt8] {
    precondition(digest.count == 16, "an MD5 has 16 bytes")
    var bits = BitsWritten()
    bits.put(blockFrames, 16)
    bits.put(blockFrames, 16)
    bits.put(longest == 0 ? 0 : shortest, 24)
    bits.put(longest, 24)
    bits.put(sampleRate, 20)
    bits.put(channels - 1, 3)
    bits.put(Self.bitsPerSample - 1, 5)
    bits.put(frameCount, 36)
    return bits.bytes + digest
  }
}

/// Whole numbers one behind the other, highest bit first.
private struct BitsWritten {
  private(set) var bytes: [UInt8] = []
  private var waiting = 0
  private var count = 0

  /// Adds the lowest `width` bits, at most 48.
  mutating func put(_ value: Int, _ width: Int) {
    waiting = waiting << width | value & (1 << width - 1)
    count += width
    while count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: waiting >> count))
    }
    waiting &= 1 << count - 1
  }
}
