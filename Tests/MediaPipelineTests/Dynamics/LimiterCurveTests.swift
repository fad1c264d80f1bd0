import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct LimiterCurveTests {
  static let rates = [8_000, 44_100, 48_000, 96_000]

  static func curve(
    _ block: AudioBlock, rate: Int, gainDB: Double = 0, ceiling: Double = -1
  ) -> LimiterCurve {
    LimiterCurve(
      PeakMap(naivelyOf: block, sampleRate: rate), gainDB: gainDB,
      ceiling: CeilingCurve(baseDBTP: ceiling))
  }

  @Test(arguments: rates, 0..<8)
  func `no burst crosses the ceiling`(rate: Int, seed: Int) {
    let bursts = Bursts(seed: seed, seconds: 0.6, highestHertz: 0.4 * Double(rate))
    let input = bursts.stereo(sampleRate: rate, seconds: 0.6)
    let output = input.limited(by: Self.curve(input, rate: rate, gainDB: 3), sampleRate: rate)
    #expect(output.frameCount == input.frameCount)
    #expect(input.truePeakDBTP(sampleRate: rate) > -4)
    #expect(output.truePeakDBTP(sampleRate: rate) <= -1)
  }

  @Test(arguments: [(96_000, 48_000), (44_100, 48_000), (48_000, 44_100)], 0..<6)
  func `peaks measured at one rate hold the ceiling at another`(rates: (Int, Int), seed: Int) {
    // Tones that run throughout: a burst that begins within a frame is another sound at each rate.
    func sound(_ rate: Int) -> AudioBlock {
      var random = SeededGenerator(seed: UInt64(seed) + 5)
      var plane = [Double](repeating: 0, count: rate / 2)
      for _ in 0..<12 {
        let hertz = Double.random(in: 80...9_000, using: &random)
        let phase = Double.random(in: 0...6, using: &random)
        for frame in plane.indices {
          plane[frame] += 0.4 * sin(2 * .pi * hertz * Double(frame) / Double(rate) + phase)
        }
      }
      // A bell at either end, so that neither rate begins with a step.
      return AudioBlock(channels: [
        plane.enumerated().map { frame, value in
          Float(value * pow(sin(.pi * Double(frame) / Double(plane.count)), 2))
        }
      ])
    }
    let curve = Self.curve(sound(rates.0), rate: rates.0)
    #expect(curve.isActive)
    let output = sound(rates.1).limited(by: curve, sampleRate: rates.1)
    #expect(output.truePeakDBTP(sampleRate: rates.1) <= -1)
    #expect(output.truePeakDBTP(sampleRate: rates.1) > -1.3)
  }

  @Test(arguments: [[1], [16], [17, 1, 480], [5_000], [4_096, 3], [28_800]], [48_000, 44_100])
  func `the sizes of the blocks change nothing`(sizes: [Int], renderRate: Int) {
    let input = Bursts(seed: 42, seconds: 0.6, highestHertz: 12_000)
      .stereo(sampleRate: 48_000, seconds: 0.6)
    let curve = Self.curve(input, rate: 48_000, gainDB: 1.5)
    let whole = input.limited(by: curve, sampleRate: renderRate, in: [input.frameCount])
    let isSame = input.limited(by: curve, sampleRate: renderRate, in: sizes) == whole
    #expect(isSame)
  }

  @Test func `what stays under the ceiling is untouched bit for bit`() {
    let planes = Bursts(seed: 3, seconds: 0.6, highestHertz: 12_000)
      .stereo(sampleRate: 48_000, seconds: 0.6).planes
    let quiet = AudioBlock(channels: planes.map { $0.map { $0 * 0.1 } })
    let curve = Self.curve(quiet, rate: 48_000)
    let isSame = quiet.limited(by: curve, sampleRate: 48_000) == quiet
    #expect(isSame)
    #expect(!curve.isActive && curve.log.events.isEmpty)
  }

  @Test func `before and after a peak the signal is untouched`() throws {
    var plane = [Float](repeating: 0.1, count: 96_000)
    plane[20_000] = 2
    let input = AudioBlock(channels: [plane, plane])
    let curve = Self.curve(input, rate: 48_000)
    let output = input.limited(by: curve, sampleRate: 48_000).planes[0]
    // Compared outside #expect, which would print every sample.
    let isSameBefore = output[..<19_700] == plane[..<19_700]
    let isSameAfter = output[50_000...] == plane[50_000...]
    #expect(isSameBefore)
    #expect(isSameAfter)
    #expect(output[19_990] < 0.1 && output[20_010] < 0.1)
    let event = try #require(curve.log.events.first)
    #expect(curve.log.events.count == 1)
    #expect(event.startSeconds > 0.41 && event.startSeconds < 20_000.0 / 48_000)
    #expect(event.endSeconds > 0.5 && event.endSeconds < 1)
    // 2.0 is 6.02 dB over full scale, 7.02 over the ceiling, and 0.03 of margin.
    #expect(abs(event.maxReductionDB - 7.05) < 0.3)
  }

  @Test func `a lone peak is let go quickly, a dense stretch slowly`() {
    /// The time from the last peak until half of the reduction is gone, seconds.
    func halfTime(peaks: Int) -> Double {
      var plane = [Float](repeating: 0, count: 144_000)
      // One every 4 ms.
      for index in 0..<peaks { plane[4_800 + 192 * index] = 2 }
      let input = AudioBlock(channels: [plane])
      let curve = Self.curve(input, rate: 48_000)
      let ones = AudioBlock(channels: [[Float](repeating: 1, count: 144_000)])
      let gains = ones.limited(by: curve, sampleRate: 48_000).planes[0]
      let last = 4_800 + 192 * (peaks - 1)
      let half = (1 + gains[last]) / 2
      let frame = (last..<144_000).first { gains[$0] >= half } ?? 144_000
      return Double(frame - last) / 48_000
    }
    // 50 ms · ln 2; for long density, forgotten in 1 s, the rate is 20 − 15·e^(−t) a second, which
    // halves in 116 ms; and the hold of some groups.
    #expect(abs(halfTime(peaks: 1) - (0.0347 + 0.004)) < 0.004)
    #expect(abs(halfTime(peaks: 400) - (0.116 + 0.004)) < 0.008)
    let between = halfTime(peaks: 25)
    #expect(between > 0.045 && between < 0.12)
  }

  @Test func `both channels get the same gain`() {
    let input = Bursts(seed: 9, seconds: 0.3, highestHertz: 9_000)
      .stereo(sampleRate: 48_000, seconds: 0.3)
    let planes = input.limited(by: Self.curve(input, rate: 48_000), sampleRate: 48_000).planes
    for frame in planes[0].indices where abs(planes[0][frame]) > 1e-3 {
      #expect(abs(planes[1][frame] / planes[0][frame] - 0.5) < 1e-4)
    }
  }

  @Test func `a tone 6 dB over the ceiling comes out at the ceiling`() {
    let tone = TestSignal.tone(hertz: 997, rate: 48_000, level: 5, seconds: 0.5)
    let input = TestSignal.stereo(tone)
    let output = input.limited(by: Self.curve(input, rate: 48_000), sampleRate: 48_000)
    let peak = output.truePeakDBTP(sampleRate: 48_000)
    #expect(peak <= -1 && peak > -1.1)
  }

  @Test func `a clip of three frames is limited`() {
    let input = AudioBlock(channels: [[0.5, 3, -2]])
    let output = input.limited(by: Self.curve(input, rate: 48_000), sampleRate: 48_000)
    #expect(output.truePeakDBTP(sampleRate: 48_000) <= -1)
    #expect(output.frameCount == 3)
  }

  @Test func `no peaks at all change nothing`() {
    let curve = LimiterCurve(
      PeakMap(sampleRate: 48_000), gainDB: 0,
      ceiling: CeilingCurve(baseDBTP: -1))
    #expect(!curve.isActive)
    let block = AudioBlock(channels: [[0.1, 0.2]])
    let isSame = block.limited(by: curve, sampleRate: 48_000) == block
    #expect(isSame)
  }

  @Test func `a corrected stretch is lower and nothing else changes`() throws {
    let tone = TestSignal.tone(hertz: 997, rate: 48_000, level: 3, seconds: 4)
    let input = AudioBlock(channels: [tone])
    let first = Self.curve(input, rate: 48_000)
    let second = LimiterCurve(
      first.peaks, gainDB: 0,
      ceiling: first.ceiling.lowered(by: [CeilingCurve.Over(timeSeconds: 2, overDB: 0.5)]))
    let (one, two) = (
      input.limited(by: first, sampleRate: 48_000), input.limited(by: second, sampleRate: 48_000)
    )
    func peak(_ block: AudioBlock, _ from: Double, _ to: Double) -> Double {
      block.slice(Int(from * 48_000)..<Int(to * 48_000)).planes[0].map {
        20 * log10(Double(abs($0)))
      }
      .max() ?? 0
    }
    #expect(abs(peak(one, 1.95, 2.05) - peak(two, 1.95, 2.05) - 0.5) < 0.01)
    let differing = second.stretches(differingFrom: first)
    let stretch = try #require(differing.first)
    #expect(differing.count == 1)
    #expect(stretch.startSeconds < 1.95 && stretch.startSeconds > 1.7)
    #expect(stretch.endSeconds > 2.05)
    try #require(stretch.endSeconds < 3.5)
    let isSameBefore = one.slice(0..<81_600) == two.slice(0..<81_600)
    #expect(isSameBefore)
    let end = Int((stretch.endSeconds * 48_000).rounded(.up))
    let isSameAfter =
      one.slice(end..<one.frameCount) == two.slice(end..<one.frameCount)
    #expect(isSameAfter)
    #expect(first.stretches(differingFrom: first).isEmpty)
  }
}
