/// What a seam has to know of a frame's side information.
///
/// - Source: ISO/IEC 11172-3 §2.4.1.7; ISO/IEC 13818-3 §2.4.1.7 (one granule, no scfsi, nine bits of
///   scalefac_compress).
struct MP3SideInformation: Hashable, Sendable {
  /// How the last granule of a channel overlaps with what follows.
  struct Window: Hashable, Sendable {
    /// 0 long, 1 start, 2 short, 3 stop.
    let blockType: UInt8
    /// The two lowest subbands are long whatever the others are.
    let isMixed: Bool
  }

  /// Bytes before this frame's own slots at which its main data begins, headers and side
  /// information not counted: 0…511, 0…255 at the lower sampling frequencies.
  let mainDataBegin: Int
  /// Bits of scale factors and Huffman codes of all granules and channels; ancillary data follow.
  let mainDataBits: Int
  /// The windows of the last granule, one a channel.
  let lastWindows: [Window]

  /// Bytes of main data, the last one perhaps shared with ancillary bits.
  var mainDataBytes: Int { (mainDataBits + 7) / 8 }

  /// Reads the side information; `nil` where the bytes cannot be one.
  ///
  /// Refused are too few bytes, a forbidden window and more big values than a granule has lines.
  ///
  /// - Parameters:
  ///   - bytes: exactly the frame's side information.
  ///   - header: the frame's header.
  init?(_ bytes: ArraySlice<UInt8>, header: MP3Header) {
    guard bytes.count == header.sideInformationRange.count else { return nil }
    var reader = BitReader(bytes)
    let isMPEG1 = header.version == .mpeg1
    mainDataBegin = reader.take(MP3Header.mainDataBeginBits(header.version))
    // private_bits, then scfsi: four bands a channel, MPEG-1 only.
    if isMPEG1 {
      reader.skip(header.isMono ? 5 + 4 : 3 + 8)
    } else {
      reader.skip(header.isMono ? 1 : 2)
    }
    var bits = 0
    var windows: [Window] = []
    for granule in 0..<header.granuleCount {
      for _ in 0..<header.channelCount {
        bits += reader.take(12)  // part2_3_length
        guard reader.take(9) <= Self.maxBigValues else { return nil }
        reader.skip(8 + (isMPEG1 ? 4 : 9))  // global_gain, scalefac_compress
        guard let window = Self.window(&reader) else { return nil }
        reader.skip(isMPEG1 ? 3 : 2)  // preflag (MPEG-1), scalefac_scale, count1table_select
        if granule == header.granuleCount - 1 { windows.append(window) }
      }
    }
    mainDataBits = bits
    lastWindows = windows
  }

  /// Pairs of lines in a granule.
  private static let maxBigValues = 288

  /// Reads window_switching_flag and the 22 bits whose meaning depends on it.
  private static func window(_ reader: inout BitReader) -> Window? {
    guard reader.take(1) == 1 else {
      reader.skip(22)  // three tables, region0_count, region1_count
      return Window(blockType: 0, isMixed: false)
    }
    let blockType = UInt8(reader.take(2))
    let isMixed = reader.take(1) == 1
    reader.skip(19)  // two tables, three subblock gains
    // Block type 0 is forbidden when windows switch.
    return blockType == 0 ? nil : Window(blockType: blockType, isMixed: isMixed)
  }
}

/// Takes bits from bytes, highest first; never beyond the end, where it reads zeros.
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  private var position = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The next `count` bits as a number.
  mutating func take(_ count: Int) -> Int {
    var value = 0
    for _ in 0..<count {
      let index = bytes.startIndex + position / 8
      let bit = index < bytes.endIndex ? bytes[index] >> UInt8(7 - position % 8) & 1 : 0
      value = value << 1 | Int(bit)
      position += 1
    }
    return value
  }

  mutating func skip(_ count: Int) { position += count }

  /// Whether bits were taken that are not there.
  var isExhausted: Bool { position > 8 * bytes.count }
}
