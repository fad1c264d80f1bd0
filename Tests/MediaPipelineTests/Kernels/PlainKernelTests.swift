import SampleKernels
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// What a processor with AVX2 computes, beside what one without it does.
@Suite struct PlainKernelTests {
  static func samples(_ count: Int, seed: UInt64) -> [Float] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      // Loud, quiet, silent and tiny stretches.
      let scale: Float = [1, 0.01, 0, 1e-30][index / 500 % 4]
      return Float.random(in: -1...1, using: &random) * scale
    }
  }

  @Test(arguments: [SK_PCM_S16, SK_PCM_S24, SK_PCM_S32, SK_PCM_F32, SK_PCM_F64], [1, 2, 6])
  func `conversion gives the same bits`(pcm: sk_pcm, channels: Int) {
    var random = SeededGenerator(seed: 3)
    let frames = 1_003
    let bytes = (0..<frames * channels * sk_pcm_bytes(pcm)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    func planes(_ plain: Bool) -> [UInt32] {
      var buffer = [Float](repeating: 0, count: channels * frames)
      unsafe buffer.withUnsafeMutableBufferPointer { samples in
        let planes = unsafe (0..<channels).map { unsafe samples.baseAddress! + $0 * frames }
        if plain {
          unsafe sk_plain_deinterleave(pcm, bytes, frames, channels, planes)
        } else {
          unsafe sk_deinterleave(pcm, bytes, frames, channels, planes)
        }
      }
      return buffer.map(\.bitPattern)
    }
    #expect(planes(true) == planes(false))
  }

  @Test(arguments: [8_000, 44_100, 48_000, 96_000])
  func `K-weighted energies are the same bits`(rate: Int) {
    let weighting = KWeighting(sampleRate: rate)
    var filter = sk_k_filter(
      high_pass_a1: weighting.highPass.a1, high_pass_a2: weighting.highPass.a2,
      shelf_b1: weighting.shelf.b1 / weighting.shelf.b0,
      shelf_b2: weighting.shelf.b2 / weighting.shelf.b0,
      shelf_a1: weighting.shelf.a1, shelf_a2: weighting.shelf.a2)
    let steps = [UInt32](repeating: UInt32(rate / 100), count: 60)
    let lane = 40 * rate / 100
    let sound = Self.samples(7 * lane + 60 * rate / 100, seed: UInt64(rate))
    var wide = [Double](repeating: 0, count: 8 * steps.count)
    var plain = wide
    unsafe sk_k_energies(&filter, sound, lane, steps, steps.count, &wide)
    unsafe sk_plain_k_energies(&filter, sound, lane, steps, steps.count, &plain)
    #expect(wide.map(\.bitPattern) == plain.map(\.bitPattern))
    #expect(wide.contains { $0 > 0 })
  }

  @Test(arguments: [16, 48, 1_600, 16_016])
  func `extremes, counts and maxima are the same bits`(count: Int) {
    let sound = Self.samples(count, seed: UInt64(count))
    var (smallest, largest, least, most): (Float, Float, Float, Float) = (0, 0, 0, 0)
    unsafe sk_extremes(sound, count, &smallest, &largest)
    unsafe sk_plain_extremes(sound, count, &least, &most)
    #expect(smallest.bitPattern == least.bitPattern && largest.bitPattern == most.bitPattern)
    let groups = count / Int(SK_GROUP)
    var (high, low) = ([Float](repeating: 0, count: groups), [Float](repeating: 0, count: groups))
    let highest = unsafe sk_group_maxima(sound, groups, &high)
    let also = unsafe sk_plain_group_maxima(sound, groups, &low)
    #expect(highest.bitPattern == also.bitPattern)
    #expect(high.map(\.bitPattern) == low.map(\.bitPattern))
    #expect(
      unsafe sk_count_at_least(sound, count, 0.5) == sk_plain_count_at_least(sound, count, 0.5))
  }

  /// Here fused products are allowed: true peaks may differ by a rounding, 0.000 1 dB at most, which
  /// is why the report states the processor's features.
  @Test(arguments: [4, 16, 32, 256])
  func `true peaks agree to a rounding`(frames: Int) {
    let half = Int(SK_TAPS) / 2
    let groups = 4_096 / frames
    let sound = Self.samples(4_096 + Int(SK_TAPS) + 8, seed: 9)
    let taps = (0..<3 * Int(SK_TAPS)).map { tap in
      Float.random(in: -0.3...0.3, seed: UInt64(tap))
    }
    var (wide, plain) = (
      [Float](repeating: 0, count: groups), [Float](repeating: 0, count: groups)
    )
    unsafe sound.withUnsafeBufferPointer { samples in
      let start = unsafe samples.baseAddress! + half
      unsafe sk_raise_peaks(taps, start, frames, groups, 9, 0, &wide)
      unsafe sk_plain_raise_peaks(taps, start, frames, groups, 9, 0, &plain)
    }
    for (one, other) in zip(wide, plain) {
      #expect(abs(one - other) <= 1e-5 * max(one, other) + 1e-30)
    }
  }
}

extension Float {
  fileprivate static func random(in range: ClosedRange<Float>, seed: UInt64) -> Float {
    var random = SeededGenerator(seed: seed)
    return .random(in: range, using: &random)
  }
}
