/// The four bytes in front of every frame of MPEG audio layer III.
///
/// - Source: ISO/IEC 11172-3 §2.4.1.3 and §2.4.2.3; ISO/IEC 13818-3 §2.4.2.3 for the lower sampling
///   frequencies. MPEG-2.5 is the usual extension to 8…12 kHz: 11 bits of sync, version 0.
struct MP3Header: Hashable, Sendable {
  /// Which table of rates and which side information hold.
  enum Version: Int, Sendable {
    case mpeg2_5 = 0
    case mpeg2 = 2
    case mpeg1 = 3
  }

  /// Bytes of every header.
  static let byteCount = 4

  let version: Version
  /// Bits a second of the slots, 8 000…320 000.
  let bitRate: Int
  /// Frames of audio a second.
  let sampleRate: Int
  /// One byte more than the rates alone give.
  let isPadded: Bool
  /// Two bytes of CRC follow the header.
  let isProtected: Bool
  let isMono: Bool

  /// Reads a header; `nil` when it is none of layer III, or one of free format, which we never write.
  ///
  /// - Parameter bits: four bytes, the first one highest.
  init?(bits: UInt32) {
    guard bits >> 21 == 0x7FF, let version = Version(rawValue: Int(bits >> 19 & 3)),
      bits >> 17 & 3 == Self.layerIII, bits & 3 != Self.reservedEmphasis
    else { return nil }
    let rateIndex = Int(bits >> 10 & 3)
    let bitRateIndex = Int(bits >> 12 & 15)
    guard rateIndex < 3, (1...14).contains(bitRateIndex) else { return nil }
    self.version = version
    bitRate = Self.kilobitRates(version)[bitRateIndex - 1] * 1_000
    sampleRate = Self.sampleRates(version)[rateIndex]
    isProtected = bits >> 16 & 1 == 0
    isPadded = bits >> 9 & 1 == 1
    isMono = bits >> 6 & 3 == 3
  }

  /// Frames of audio in one MP3 frame: two granules of 576, or one.
  var samplesPerFrame: Int { Self.samplesPerFrame(version) }

  /// Channels that are coded.
  var channelCount: Int { isMono ? 1 : 2 }

  /// Granules of 576 frames of audio.
  var granuleCount: Int { version == .mpeg1 ? 2 : 1 }

  /// Where the side information lies in the frame.
  var sideInformationRange: Range<Int> {
    let start = Self.byteCount + (isProtected ? 2 : 0)
    return start..<start + Self.sideInformationBytes(version, isMono: isMono)
  }

  /// Bytes of the whole frame; one slot is one byte (ISO/IEC 11172-3 §2.4.3.1).
  var frameBytes: Int {
    samplesPerFrame / 8 * bitRate / sampleRate + (isPadded ? 1 : 0)
  }

  /// Bytes of the frame that carry main data, its own or that of later frames.
  var mainDataBytes: Int { frameBytes - sideInformationRange.upperBound }

  /// Bits that say how far back main data begins.
  static func mainDataBeginBits(_ version: Version) -> Int { version == .mpeg1 ? 9 : 8 }

  /// Bytes of side information: ISO/IEC 11172-3 §2.4.1.7 and ISO/IEC 13818-3 §2.4.1.7.
  static func sideInformationBytes(_ version: Version, isMono: Bool) -> Int {
    version == .mpeg1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
  }

  /// Frames of audio in a frame of each version.
  static func samplesPerFrame(_ version: Version) -> Int { version == .mpeg1 ? 1_152 : 576 }

  /// The sampling frequencies in order of their index, hertz.
  static func sampleRates(_ version: Version) -> [Int] {
    switch version {
    case .mpeg1: [44_100, 48_000, 32_000]
    case .mpeg2: [22_050, 24_000, 16_000]
    case .mpeg2_5: [11_025, 12_000, 8_000]
    }
  }

  /// The bit rates of layer III in order of their index from 1 on, kilobits a second.
  static func kilobitRates(_ version: Version) -> [Int] {
    version == .mpeg1
      ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
      : [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  }

  private static let layerIII: UInt32 = 1
  private static let reservedEmphasis: UInt32 = 2
}
