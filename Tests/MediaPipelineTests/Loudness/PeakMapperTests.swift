import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct PeakMapperTests {
  /// How far a group's peak may be from the one that sixteen points a frame find, as a share of the
  /// largest samples nearby: 0.17 dB.
  static let tolerance: Float = 0.02

  static func map(_ planes: [[Float]], rate: Int) throws -> PeakMap {
    let format = AudioFormat(
      sampleRate: rate, roles: Array(repeating: .unknown, count: planes.count))
    var meter = LoudnessMeter(format: format, options: .init(peakMap: .planning))
    meter.add(AudioBlock(channels: planes))
    return try #require(meter.record().peakMap)
  }

  /// The largest magnitude of each group by a kernel of 64 taps at sixteen points a frame.
  static func dense(_ samples: [Float], _ groups: Range<Int>, size: Int) -> [Float] {
    let kernel = InterpolationKernel(phases: 16, tapsPerPhase: 64, kaiserBeta: 7)
    return groups.map { group in
      var largest: Float = 0
      for frame in group * size..<(group + 1) * size {
        for taps in kernel.phases {
          var sum: Float = 0
          for tap in 0..<64 {
            let index = frame - 31 + tap
            if samples.indices.contains(index) { sum += taps[tap] * samples[index] }
          }
          largest = max(largest, abs(sum))
        }
      }
      return largest
    }
  }

  @Test(arguments: [8_000, 11_025, 47_999], 0..<2)
  func `every group of two channels has the larger peak, also around a chunk's edge`(
    rate: Int, seed: Int
  ) throws {
    let chunk = MeterGrid(AudioFormat.stereo(sampleRate: rate)).chunkFrames
    let planes = (0..<2).map { channel in
      TruePeakMeterTests.clippedNoise(seed: UInt64(10 * seed + channel), frames: chunk + 5_003)
    }
    let map = try Self.map(planes, rate: rate)
    let size = map.framesInGroup
    #expect(map.count == (chunk + 5_003 + size - 1) / size)
    let groups = chunk / size - 60..<chunk / size + 61
    let expected = zip(
      Self.dense(planes[0], groups, size: size), Self.dense(planes[1], groups, size: size)
    ).map { max($0, $1) }
    for (index, group) in groups.dropLast().enumerated() where expected[index] > 0.05 {
      let wanted = expected[index]
      // The noise is clipped at 1.
      let error = Self.tolerance * max(1, wanted)
      #expect(map[group] >= wanted - error, "\(group): \(map[group]) \(wanted)")
      // On a slope the next group's first frame counts as well.
      let limit = max(wanted, min(expected[index + 1], 1.1 * wanted))
      #expect(map[group] <= limit + error, "\(group): \(map[group]) \(wanted)")
    }
  }

  @Test(arguments: [0.02, 0.11, 0.23, 0.31, 0.37, 0.41])
  func `a tone reads its amplitude in every group`(share: Double) throws {
    let samples = (0..<6_000).map { Float(0.7 * sin(2 * Double.pi * share * Double($0) + 0.3)) }
    let map = try Self.map([samples], rate: 48_000)
    // A slow tone has groups without a crest.
    for group in 10..<map.count - 10 where share > 0.1 {
      #expect(abs(map[group] / 0.7 - 1) <= Self.tolerance, "\(group): \(map[group])")
    }
  }

  @Test func `the largest group is the true peak, and quiet ones are never understated`() throws {
    var samples = TruePeakMeterTests.clippedNoise(seed: 9, frames: 20_000)
    for frame in 5_000..<20_000 { samples[frame] *= 0.003 }
    let map = try Self.map([samples], rate: 48_000)
    let peak = try #require(TruePeakMeterTests.reading(samples, rate: 48_000).truePeakDBTP)
    let largest = (0..<map.count).map { map[$0] }.max() ?? 0
    #expect(abs(20 * log10(Double(largest)) - peak) <= 0.17)
    let expected = Self.dense(samples, 200..<400, size: 32)
    for (group, wanted) in zip(200..<400, expected) { #expect(map[group] >= wanted) }
  }

  @Test func `from 192 kHz on a group is at least its largest sample`() throws {
    let samples = tone(1_000, level: 0.5, frames: 30_000, rate: 192_000)
    let map = try Self.map([samples], rate: 192_000)
    for group in 0..<map.count - 1 {
      let largest = samples[group * 128..<(group + 1) * 128].map(abs).max() ?? 0
      #expect(map[group] >= largest && map[group] <= 0.501)
    }
  }
}
