import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// The limiter's curve against a model that keeps everything and skips nothing.
@Suite struct LimiterModelTests {
  /// The gain of every frame, computed group by group from the definition.
  ///
  /// The release is in the product's precision, so that both arrive in the same group.
  static func model(
    _ peaks: [Float], groupFrames: Int, groupSeconds: Double, frames: Int,
    allowed: (Double) -> Float
  ) -> [Double] {
    let half = max(1, Int((0.003 / (2 * groupSeconds)).rounded()))
    func needed(_ group: Int) -> Float {
      guard peaks.indices.contains(group) else { return 1 }
      let limit = min(
        allowed(Double(group) * groupSeconds), allowed(Double(group + 1) * groupSeconds))
      return min(1, limit / peaks[group])
    }
    var (gain, density): (Float, Float) = (1, 0)
    var released: [Int: Double] = [:]
    func step(_ seconds: Double) -> Float { Float(1 - exp(-groupSeconds / seconds)) }
    let (fast, slow, memory) = (step(0.05), step(0.2), step(1))
    // A programme begins with the first group that its first knots are made of.
    for group in -half - 1..<peaks.count + 20 {
      let least = (group - half - 2...group + half + 2).map(needed).min() ?? 1
      density += least < 1 ? (1 - density) * slow : -density * memory
      if least <= gain {
        gain = least
      } else {
        gain += (least - gain) * (fast + (slow - fast) * density)
        if gain > least * 0.999_42 { gain = least }
        if gain == 1 { density = 0 }
      }
      released[group] = Double(gain)
    }
    let window = (0...2 * half).map { pow(sin(.pi * (Double($0) + 0.5) / Double(2 * half + 1)), 2) }
    let sum = window.reduce(0, +)
    func knot(_ group: Int) -> Double {
      (0...2 * half).reduce(0) { $0 + window[$1] / sum * (released[group - half + $1] ?? 1) }
    }
    return (0..<frames).map { frame in
      let group = frame / groupFrames
      let u = Double(frame % groupFrames) / Double(groupFrames)
      return 0.5 * (1 - u) * (1 - u) * knot(group - 1) + (0.5 + u - u * u) * knot(group)
        + 0.5 * u * u * knot(group + 1)
    }
  }

  /// Mostly quiet peaks with loud ones alone and in stretches, or loud throughout.
  static func peaks(seed: Int, count: Int, share: Double) -> [Float] {
    var random = SeededGenerator(seed: UInt64(seed) + 400)
    var peaks = (0..<count).map { _ in Float.random(in: 0.01...0.8, using: &random) }
    var group = 0
    while group < count {
      let length = Int.random(in: 1...300, using: &random)
      if Double.random(in: 0..<1, using: &random) < share {
        for index in group..<min(count, group + length) {
          peaks[index] = Float.random(in: 0.5...4, using: &random)
        }
      }
      group += length
    }
    return peaks
  }

  @Test(arguments: [8_000, 44_100, 48_000], [0.02, 0.3, 1.0])
  func `a curve with gaps is the curve without`(rate: Int, share: Double) {
    for seed in 0..<3 {
      let map = PeakMap(Self.peaks(seed: seed, count: 2_000, share: share), sampleRate: rate)
      var ceiling = CeilingCurve(baseDBTP: -1)
      if seed == 2 {
        ceiling = ceiling.lowered(by: [
          CeilingCurve.Over(timeSeconds: 0.3, overDB: 0.7),
          CeilingCurve.Over(timeSeconds: 0.36, overDB: 0.4),
        ])
      }
      let curve = LimiterCurve(map, gainDB: 0, ceiling: ceiling)
      let frames = 2_000 * map.framesInGroup
      let ones = AudioBlock(channels: [[Float](repeating: 1, count: frames)])
      let gains = ones.limited(by: curve, sampleRate: rate, in: [10_000]).planes[0]
      let expected = Self.model(
        (0..<map.count).map { map[$0] }, groupFrames: map.framesInGroup,
        groupSeconds: Double(map.framesInGroup) / Double(rate), frames: frames
      ) { seconds in
        Float(pow(10, (ceiling.ceilingDBTP(at: seconds) - 0.03) / 20))
      }
      var worst = 0.0
      for frame in 0..<frames { worst = max(worst, abs(Double(gains[frame]) - expected[frame])) }
      #expect(worst < 2e-5)
      if share == 1 { #expect(gains.contains { $0 < 0.3 }) }
    }
  }

  @Test func `no gain is above what any group in reach allows`() {
    let map = PeakMap(Self.peaks(seed: 8, count: 4_000, share: 0.3), sampleRate: 48_000)
    let curve = LimiterCurve(
      map, gainDB: 0, ceiling: CeilingCurve(baseDBTP: -1))
    let ones = AudioBlock(channels: [[Float](repeating: 1, count: 4_000 * 32)])
    let gains = ones.limited(by: curve, sampleRate: 48_000).planes[0]
    let ceiling = Float(pow(10, -1.03 / 20))
    for group in 1..<map.count - 1 {
      let peak = max(map[group - 1], map[group], map[group + 1])
      let largest = gains[group * 32..<(group + 1) * 32].max() ?? 0
      #expect(largest <= min(1, ceiling / peak) * 1.000_001)
    }
  }

  @Test(arguments: [0.02, 0.3])
  func `without the peaks it does not ask for a curve is the same, also after a correction`(
    share: Double
  ) {
    let peaks = Self.peaks(seed: 11, count: 20_000, share: share).enumerated().map { group, peak in
      // Two quiet stretches, the second up to the end.
      (4_000..<13_000).contains(group) || group >= 17_000 ? 0.1 * peak : peak
    }
    let curve = LimiterCurve(
      PeakMap(peaks, sampleRate: 48_000), gainDB: 0, ceiling: CeilingCurve(baseDBTP: -1))
    let thin = LimiterCurve(
      curve.peaks.keeping(above: curve.lowestReduced / 2), gainDB: 0, ceiling: curve.ceiling)
    #expect(thin.peaks != curve.peaks && thin.peaks.count == 20_000)
    #expect((5_000..<8_000).allSatisfy { thin.peaks[$0] >= curve.peaks[$0] })
    #expect(thin.stretches(differingFrom: curve).isEmpty)
    let lower = curve.ceiling.lowered(by: [CeilingCurve.Over(timeSeconds: 1.2, overDB: 3)])
    let (one, other) = (
      LimiterCurve(curve.peaks, gainDB: 1, ceiling: lower),
      LimiterCurve(thin.peaks, gainDB: 1, ceiling: lower)
    )
    #expect(other.stretches(differingFrom: one).isEmpty)
    #expect(!one.stretches(differingFrom: curve).isEmpty)
    // Far beyond its headroom it takes too much rather than too little.
    let (loud, coarse) = (
      LimiterCurve(curve.peaks, gainDB: 25, ceiling: lower),
      LimiterCurve(thin.peaks, gainDB: 25, ceiling: lower)
    )
    let ones = AudioBlock(channels: [[Float](repeating: 1, count: 20_000 * 32)])
    let (exact, rough) = (
      ones.limited(by: loud, sampleRate: 48_000).planes[0],
      ones.limited(by: coarse, sampleRate: 48_000).planes[0]
    )
    #expect(zip(exact, rough).allSatisfy { $1 <= $0 * 1.000_01 })
    #expect(exact != rough)
  }
}
