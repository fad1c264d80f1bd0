internal import MediaProtocol

/// What all frames of a constant bit rate MP3 have in common.
struct MP3Format: Hashable, Sendable {
  let version: MP3Header.Version
  /// Hertz.
  let sampleRate: Int
  /// 1 or 2.
  let channels: Int
  /// Bits a second.
  let bitRate: Int

  /// Names a format.
  ///
  /// - Throws: ``MediaError`` with code `unsupportedFormat` when layer III has no such rates.
  init(sampleRate: Int, channels: Int, bitRate: Int) throws(MediaError) {
    let versions: [MP3Header.Version] = [.mpeg1, .mpeg2, .mpeg2_5]
    guard (1...2).contains(channels),
      let version = versions.first(where: { MP3Header.sampleRates($0).contains(sampleRate) }),
      MP3Header.kilobitRates(version).contains(where: { $0 * 1_000 == bitRate })
    else {
      throw MediaError(
        .unsupportedFormat,
        detail: "MP3 has no \(bitRate) bits a second at \(sampleRate) Hz, \(channels) channels")
    }
    self.version = version
    self.sampleRate = sampleRate
    self.channels = channels
    self.bitRate = bitRate
  }

  /// Frames of audio in one MP3 frame.
  var samplesPerFrame: Int { MP3Header.samplesPerFrame(version) }

  /// Frames after which the pattern of padded slots repeats.
  ///
  /// A frame has `samplesPerFrame / 8 · bitRate / sampleRate` slots on average; an encoder that
  /// starts anew pads its frames like any other one only if it starts where that sum is whole. The
  /// least such number is `sampleRate / gcd(sampleRate, samplesPerFrame / 8 · bitRate)`: 49 (or 7)
  /// for 44.1 kHz and its halves, because 44 100 = 2² · 3² · 5² · 7² and only 7² is not in
  /// 144 · 1 000 · n; 1 for 48 and 32 kHz and their halves.
  ///
  /// - Source: ISO/IEC 11172-3 §2.4.2.3 (padding_bit) and §2.4.3.1.
  var paddingPeriod: Int { sampleRate / gcd(sampleRate, samplesPerFrame / 8 * bitRate) }

  /// How far back main data can begin, bytes: ISO/IEC 11172-3 §2.4.2.7, 13818-3 §2.4.2.7.
  var maxMainDataBegin: Int { (1 << MP3Header.mainDataBeginBits(version)) - 1 }

  /// Bytes for main data in a frame without padding, at least 1.
  var leastMainDataBytes: Int {
    let side = MP3Header.sideInformationBytes(version, isMono: channels == 1)
    return max(1, samplesPerFrame / 8 * bitRate / sampleRate - MP3Header.byteCount - side)
  }

  /// Frames of silence LAME puts in front, as the Info frame states them.
  static let encoderDelay = 576
  /// Frames of audio by which every layer III decoder is late, plus one: what the numbers of the
  /// Info frame leave out by convention (LAME technical FAQ, "decoder delay").
  static let decoderDelay = 529
  /// Frames of audio between the start of the first decoded MP3 frame and the programme's start.
  static let startPadding = encoderDelay + decoderDelay

  /// The same for the encoder.
  var writerSettings: MediaWriter.Settings {
    MediaWriter.Settings(
      format: .mp3, sampleRate: sampleRate, channels: channels, bitRate: bitRate)
  }
}

/// Euclid's greatest common divisor of two positive numbers.
private func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
