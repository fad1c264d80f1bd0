import Foundation
import SampleKernels
import StudioTestSupport
import Testing

/// The C loops against one-line models.
@Suite struct SampleKernelTests {
  static let formats: [sk_pcm] = [SK_PCM_S16, SK_PCM_S24, SK_PCM_S32, SK_PCM_F32, SK_PCM_F64]

  /// What a sample's little-endian bytes mean, full scale ±1.
  static func value(_ pcm: sk_pcm, _ bytes: ArraySlice<UInt8>) -> Float {
    let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    switch pcm {
    case SK_PCM_S16: return Float(Int16(truncatingIfNeeded: bits)) / 32_768
    case SK_PCM_S24: return Float(Int32(truncatingIfNeeded: bits << 8) >> 8) / 8_388_608
    case SK_PCM_S32: return Float(Double(Int32(truncatingIfNeeded: bits)) / 2_147_483_648)
    case SK_PCM_F32: return Float(bitPattern: UInt32(bits))
    default: return Float(Double(bitPattern: bits))
    }
  }

  @Test(arguments: formats, [1, 2, 3, 8])
  func `interleaved samples become planes, whatever their number`(pcm: sk_pcm, channels: Int) {
    let width = sk_pcm_bytes(pcm)
    var random = SeededGenerator(seed: 5)
    for frames in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 63, 64, 65, 1_000] {
      // Exactly as many bytes as samples: reading beyond them shows under AddressSanitizer.
      var bytes = (0..<frames * channels * width).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      if pcm == SK_PCM_F32 || pcm == SK_PCM_F64 {
        // Exponents near 1, so that no sample is an infinity.
        for sample in 0..<frames * channels { bytes[(sample + 1) * width - 1] = 0x3E }
      }
      var buffer = [Float](repeating: 9, count: channels * (frames + 1))
      unsafe buffer.withUnsafeMutableBufferPointer { samples in
        let planes = unsafe (0..<channels).map { unsafe samples.baseAddress! + $0 * (frames + 1) }
        unsafe sk_deinterleave(pcm, bytes, frames, channels, planes)
      }
      for channel in 0..<channels {
        for frame in 0..<frames {
          let first = (frame * channels + channel) * width
          let expected = Self.value(pcm, bytes[first..<first + width])
          #expect(buffer[channel * (frames + 1) + frame] == expected)
        }
        #expect(buffer[channel * (frames + 1) + frames] == 9)
      }
    }
  }

  @Test(arguments: [1, 2, 7, 8, 15, 16, 33, 1_000])
  func `extremes, counts and maxima are those of plain loops`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let samples = (0..<count).map { _ in Float.random(in: -1.2...0.9, using: &random) }
    var (smallest, largest): (Float, Float) = (0, 0)
    unsafe sk_extremes(samples, count, &smallest, &largest)
    #expect(smallest == samples.min() && largest == samples.max())
    #expect(
      unsafe sk_count_at_least(samples, count, 0.5) == samples.count { abs($0) >= 0.5 })
    let groups = count / Int(SK_GROUP)
    var maxima = [Float](repeating: 0, count: groups)
    let all = unsafe sk_group_maxima(samples, groups, &maxima)
    let expected = (0..<groups).map { samples[$0 * 16..<$0 * 16 + 16].map(abs).max() ?? 0 }
    #expect(maxima == expected && all == expected.max() ?? 0)
  }
}
