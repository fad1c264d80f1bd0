import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct TruePeakLimiterTests {
  static let format = AudioFormat.stereo(sampleRate: 48_000)

  /// Quiet noise with loud bursts of several kinds, the same for the same seed.
  static func programme(seed: UInt64, frames: Int) -> AudioBlock {
    var random = SeededGenerator(seed: seed)
    var left = (0..<frames).map { _ in Float.random(in: -0.05...0.05, using: &random) }
    for _ in 0..<6 {
      let start = Int.random(in: 0..<frames, using: &random)
      let length = Int.random(in: 1...2_000, using: &random)
      let frequency = Double.random(in: 60...15_000, using: &random)
      let amplitude = Float.random(in: 0.8...3, using: &random)
      for index in start..<min(frames, start + length) {
        left[index] += amplitude * Float(sin(2 * .pi * frequency * Double(index) / 48_000 + 0.7))
      }
    }
    return AudioBlock(channels: [left, left.map { $0 * 0.5 }])
  }

  static func limited(_ block: AudioBlock, in sizes: [Int], ceiling: Double = -1) -> AudioBlock {
    var limiter = TruePeakLimiter(format: format, ceilingDBTP: ceiling)
    var result = AudioBlock(channelCount: 2)
    var start = 0
    var turn = 0
    while start < block.frameCount {
      let end = min(block.frameCount, start + sizes[turn % sizes.count])
      result.append(contentsOf: limiter.process(block.slice(start..<end)))
      start = end
      turn += 1
    }
    result.append(contentsOf: limiter.finish())
    return result
  }

  static func truePeak(_ block: AudioBlock) -> Double {
    var meter = TruePeakMeter(format: format)
    meter.add(block)
    return meter.reading().truePeakDBTP ?? -.infinity
  }

  @Test(arguments: 0..<6)
  func `no burst crosses the ceiling`(seed: Int) {
    let input = Self.programme(seed: UInt64(seed), frames: 12_000)
    let output = Self.limited(input, in: [4096])
    #expect(output.frameCount == input.frameCount)
    #expect(Self.truePeak(input) > -1)
    #expect(Self.truePeak(output) <= -1)
  }

  @Test(arguments: [[1], [16], [17, 1, 480], [5_000], [12_000]])
  func `the sizes of the blocks change nothing`(sizes: [Int]) {
    let input = Self.programme(seed: 42, frames: 6_000)
    let isSame = Self.limited(input, in: sizes) == Self.limited(input, in: [4096])
    #expect(isSame)
  }

  @Test func `what stays under the ceiling is untouched bit for bit`() {
    let quiet = AudioBlock(
      channels: Self.programme(seed: 3, frames: 5_000).planes.map { $0.map { $0 * 0.1 } })
    let isSame = Self.limited(quiet, in: [1000]) == quiet
    #expect(isSame)
  }

  @Test func `long before and long after a peak the signal is untouched`() {
    var plane = [Float](repeating: 0.1, count: 96_000)
    plane[20_000] = 2
    let input = AudioBlock(channels: [plane, plane])
    var limiter = TruePeakLimiter(format: Self.format, ceilingDBTP: -1)
    var output = limiter.process(input)
    output.append(contentsOf: limiter.finish())
    let planes = output.planes
    // Compared outside #expect, which would print every sample.
    let isSameBefore = planes[0][..<19_800] == plane[..<19_800]
    let isSameAfter = planes[0][80_000...] == plane[80_000...]
    #expect(isSameBefore)
    #expect(isSameAfter)
    #expect(limiter.log.events.count == 1)
    let event = limiter.log.events[0]
    #expect(event.startSeconds > 0.40 && event.startSeconds < 20_000.0 / 48_000)
    // 2.0 is 6.02 dB over full scale, 7.02 over the ceiling, and 0.03 of margin.
    #expect(abs(event.maxReductionDB - 7.05) < 0.3)
  }

  @Test func `both channels get the same gain`() {
    let input = Self.programme(seed: 9, frames: 8_000)
    let planes = Self.limited(input, in: [4096]).planes
    for frame in 0..<8_000 where abs(planes[0][frame]) > 1e-3 {
      #expect(abs(planes[1][frame] / planes[0][frame] - 0.5) < 1e-4)
    }
  }

  @Test func `a tone 6 dB over the ceiling comes out at the ceiling`() {
    let tone = (0..<9_600).map { Float(1.78 * sin(2 * .pi * 997 * Double($0) / 48_000)) }
    let output = Self.limited(AudioBlock(channels: [tone, tone]), in: [1024])
    let peak = Self.truePeak(output)
    #expect(peak <= -1 && peak > -1.2)
  }
}

extension AudioBlock {
  /// The samples of every channel.
  var planes: [[Float]] {
    (0..<channelCount).map { channel in
      withChannel(channel) { plane in (0..<plane.count).map { plane[$0] } }
    }
  }
}
