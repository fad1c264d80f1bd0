import Foundation

/// RIFF/WAVE files written by hand, so that the reader is not tested with FFmpeg's own writer.
enum WAVBytes {
  enum Sample: UInt16 {
    case int16 = 16
    case int24 = 24
    case int32 = 32
    case float32 = 132
    case float64 = 164

    var bytes: Int { Int(rawValue % 100) / 8 }
    var isFloat: Bool { rawValue > 100 }
  }

  /// Interleaved `samples` below full scale ±1, `channels` a frame.
  static func file(
    _ samples: [Double], channels: Int, rate: Int, sample: Sample = .int16
  ) -> Data {
    var data = Data()
    for value in samples { append(value, as: sample, to: &data) }
    var file = Data("RIFF".utf8)
    file.append(little: UInt32(36 + data.count))
    file.append(Data("WAVEfmt ".utf8))
    file.append(little: UInt32(16))
    file.append(little: UInt16(sample.isFloat ? 3 : 1))
    file.append(little: UInt16(channels))
    file.append(little: UInt32(rate))
    file.append(little: UInt32(rate * channels * sample.bytes))
    file.append(little: UInt16(channels * sample.bytes))
    file.append(little: UInt16(sample.bytes * 8))
    file.append(Data("data".utf8))
    file.append(little: UInt32(data.count))
    return file + data
  }

  private static func append(_ value: Double, as sample: Sample, to data: inout Data) {
    switch sample {
    case .int16: data.append(little: Int16((value * 32_768).rounded()))
    case .int24:
      let integer = Int32((value * 8_388_608).rounded())
      data.append(contentsOf: [
        UInt8(truncatingIfNeeded: integer), UInt8(truncatingIfNeeded: integer >> 8),
        UInt8(truncatingIfNeeded: integer >> 16),
      ])
    case .int32: data.append(little: Int32((value * 2_147_483_648).rounded()))
    case .float32: data.append(little: Float(value).bitPattern)
    case .float64: data.append(little: value.bitPattern)
    }
  }
}

extension Data {
  mutating func append<Integer: FixedWidthInteger>(little value: Integer) {
    unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
  }
}

/// A sine of `level` (linear peak) on every channel, interleaved.
func sine(
  _ hertz: Double = 997, level: Double = 0.5, frames: Int, channels: Int = 1, rate: Int = 48_000
) -> [Double] {
  (0..<frames).flatMap { frame in
    let value = level * sin(2 * .pi * hertz * Double(frame) / Double(rate))
    return Array(repeating: value, count: channels)
  }
}
