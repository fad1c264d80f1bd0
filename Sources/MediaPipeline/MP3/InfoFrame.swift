/// The first frame of an MP3: silence to a decoder, and to a player how long the programme is.
///
/// Its main data are an "Info" block (constant bit rate): frames, bytes, a table to seek by, and
/// LAME's extension with the silence to cut at both ends and two checks.
///
/// - Source: Xing header SDK documentation (fields up to the quality); LAME tag specification,
///   revision 1 (the rest). Offsets are counted from the four letters.
struct InfoFrame {
  /// What only the end of an encode knows.
  struct Contents: Hashable, Sendable {
    /// MP3 frames behind the Info frame.
    var frames: Int
    /// Bytes of those frames.
    var musicBytes: Int
    /// Frames of audio of the programme.
    var samples: Int
    /// Check of all bytes behind the Info frame.
    var musicCRC: UInt16
    /// Where each hundredth of the playing time lies, bytes from the start of the Info frame.
    var hundredths: [Int]
  }

  private let header: MP3Header
  private let headerBits: UInt32
  private let nominalBitRate: Int

  /// Bytes from the letters to the end of the tag's own check.
  private static let tagBytes = 156

  /// Plans the Info frame of an encode.
  ///
  /// It has the bit rate of the music, or the least one whose frame has room for the tag.
  ///
  /// - Parameter first: the four bytes of the first frame's header, first one highest.
  /// - Throws: ``MediaError`` with code `unreadable` when `first` is no header.
  init(first: UInt32) throws(MediaError) {
    // Neither padded nor protected: the CRC bit set, the padding bit not.
    let plain = first & ~(1 << 9) | 1 << 16
    guard let music = MP3Header(bits: plain) else {
      throw MediaError(.unreadable, detail: "the encoder's first bytes are no MP3 header")
    }
    let candidates = (1...14).compactMap { index -> (MP3Header, UInt32)? in
      let bits = plain & ~(15 << 12) | UInt32(index) << 12
      return MP3Header(bits: bits).map { ($0, bits) }
    }
    guard
      let (header, bits) = candidates.first(where: {
        $0.0.bitRate >= music.bitRate && $0.0.mainDataBytes >= Self.tagBytes
      })
    else { throw MediaError(.unreadable, detail: "no frame is large enough for an Info tag") }
    self.header = header
    headerBits = bits
    nominalBitRate = music.bitRate
  }

  /// Bytes of the frame.
  var byteCount: Int { header.frameBytes }

  /// The frame.
  func bytes(_ contents: Contents) -> [UInt8] {
    let letters = header.sideInformationRange.upperBound
    var frame = [UInt8](repeating: 0, count: byteCount)
    func put(_ value: Int, _ count: Int, at offset: Int) {
      for index in 0..<count {
        frame[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - index)))
      }
    }
    let total = byteCount + contents.musicBytes
    put(Int(headerBits), 4, at: 0)
    frame.replaceSubrange(letters..<letters + 4, with: "Info".utf8)
    put(Self.allFields, 4, at: letters + 4)
    put(contents.frames, 4, at: letters + 8)
    put(min(total, Int(UInt32.max)), 4, at: letters + 0x0C)
    for (index, offset) in contents.hundredths.prefix(100).enumerated() {
      put(min(255, 256 * offset / max(1, total)), 1, at: letters + 0x10 + index)
    }
    let name = Array(LAMEVersion.shortName.utf8.prefix(9))
    frame.replaceSubrange(letters + 0x78..<letters + 0x78 + name.count, with: name)
    put(Self.constantBitRate, 1, at: letters + 0x81)
    put(min(255, nominalBitRate / 1_000), 1, at: letters + 0x8C)
    put(MP3Format.encoderDelay << 12 | padding(contents), 3, at: letters + 0x8D)
    put(min(total, Int(UInt32.max)), 4, at: letters + 0x94)
    put(Int(contents.musicCRC), 2, at: letters + 0x98)
    // LAME checks every byte in front of the check, however long the side information is.
    var check = CRC16()
    check.add(frame[..<(letters + 0x9A)])
    put(Int(check.value), 2, at: letters + 0x9A)
    return frame
  }

  /// Frames, bytes, table and quality are all there.
  private static let allFields = 0xF
  /// Revision 0 of the tag, method 1: constant bit rate.
  private static let constantBitRate = 1

  /// Frames of silence behind the programme, decoder delay included: twelve bits.
  private func padding(_ contents: Contents) -> Int {
    let silence =
      contents.frames * header.samplesPerFrame - contents.samples - MP3Format.encoderDelay
    return max(0, min(0xFFF, silence))
  }
}
