import Foundation

/// Small recordings made by hand, so that no test needs a tool to make its input.
enum Recordings {
  /// A RIFF/WAVE file of one tone, 16 bits, 48 kHz.
  ///
  /// - Parameters:
  ///   - seconds: how long.
  ///   - level: peak, full scale 1.
  ///   - channels: each has the same tone.
  static func tone(seconds: Double, level: Double = 0.1, channels: Int = 1) -> Data {
    let frames = Int(seconds * 48_000)
    var samples = Data(capacity: frames * channels * 2)
    for frame in 0..<frames {
      let value = Int16(level * 32_767 * sin(2 * .pi * 997 * Double(frame) / 48_000))
      for _ in 0..<channels { append(value, to: &samples) }
    }
    return wave(samples, format: 1, bits: 16, channels: channels)
  }

  /// The first bytes of a file of silence, 16 bits, 48 kHz, one channel: its samples are a hole.
  ///
  /// - Parameter seconds: how long; at most 44,000, or its size does not fit the header.
  /// - Returns: the header, and the size the whole file has.
  static func silence(seconds: Int) -> (header: Data, bytes: UInt64) {
    let bytes = seconds * 48_000 * 2
    let header = header(bytes, format: 1, bits: 16, channels: 1)
    return (header, UInt64(header.count + bytes))
  }

  /// Half a second of tone and half a second of NaN, 32-bit float: LAME aborts on it.
  static func notNumbers() -> Data {
    var samples = Data()
    for frame in 0..<48_000 {
      let value = frame < 24_000 ? Float(0.1 * sin(2 * .pi * 997 * Double(frame) / 48_000)) : .nan
      append(value.bitPattern, to: &samples)
    }
    return wave(samples, format: 3, bits: 32, channels: 1)
  }

  /// An M4A that stops before its index: `ftyp` and `mdat` alone.
  static func withoutIndex() -> Data {
    var file = Data()
    append(UInt32(20).bigEndian, to: &file)
    file += Data("ftypM4A ".utf8) + Data(count: 4) + Data("isom".utf8)
    append(UInt32(4_104).bigEndian, to: &file)
    file += Data("mdat".utf8) + Data(repeating: 0x5A, count: 4_096)
    return file
  }

  private static func wave(_ samples: Data, format: UInt16, bits: UInt16, channels: Int) -> Data {
    header(samples.count, format: format, bits: bits, channels: channels) + samples
  }

  private static func header(
    _ sampleBytes: Int, format: UInt16, bits: UInt16, channels: Int
  ) -> Data {
    let frameBytes = UInt16(channels) * bits / 8
    var file = Data("RIFF".utf8)
    append(UInt32(36 + sampleBytes), to: &file)
    file += Data("WAVEfmt ".utf8)
    append(UInt32(16), to: &file)
    append(format, to: &file)
    append(UInt16(channels), to: &file)
    append(UInt32(48_000), to: &file)
    append(48_000 * UInt32(frameBytes), to: &file)
    append(frameBytes, to: &file)
    append(bits, to: &file)
    file += Data("data".utf8)
    append(UInt32(sampleBytes), to: &file)
    return file
  }

  private static func append(_ value: some FixedWidthInteger, to data: inout Data) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe data.append(contentsOf: $0) }
  }
}
