import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct LoudnessMeterTests {
  static let stereo = AudioFormat.stereo(sampleRate: 48_000)

  static func noise(seed: UInt64, frames: Int) -> AudioBlock {
    var random = SeededGenerator(seed: seed)
    let plane = { (0..<frames).map { _ in Float.random(in: -0.9...0.9, using: &random) } }
    return AudioBlock(channels: [plane(), plane()])
  }

  static func reading(_ block: AudioBlock, sizes: [Int]) -> LoudnessReading {
    var meter = LoudnessMeter(format: stereo)
    var (start, turn) = (0, 0)
    while start < block.frameCount {
      let end = min(block.frameCount, start + sizes[turn % sizes.count])
      meter.add(block.slice(start..<end))
      (start, turn) = (end, turn + 1)
    }
    return meter.reading()
  }

  @Test(arguments: [[1], [2, 3, 5], [480], [479, 481], [1024], [4095, 1], [4096], [20_000]])
  func `every bit of the reading is the same whatever the block size`(sizes: [Int]) {
    let block = Self.noise(seed: 7, frames: 24_001)
    let isSame = Self.reading(block, sizes: sizes) == Self.reading(block, sizes: [24_001])
    #expect(isSame)
  }

  @Test func `997 Hz at -23 dBFS reads -23`() {
    let samples = TestSignal.tone(hertz: 997, rate: 48_000, level: -23, seconds: 4)
    let reading = TestSignal.stereoLoudness(samples, rate: 48_000)
    #expect(Tech3341Tests.near(reading.integratedLUFS, -23, within: 0.001), "\(reading.summary)")
  }

  @Test func `the filters at 48 kHz are those of the standard's tables`() {
    let weighting = KWeighting(sampleRate: 48_000)
    for (made, table) in [
      (weighting.shelf, KWeighting.shelfAt48k), (weighting.highPass, KWeighting.highPassAt48k),
    ] {
      #expect(abs(made.b0 - table.b0) < 1e-12 && abs(made.b1 - table.b1) < 1e-12)
      #expect(abs(made.b2 - table.b2) < 1e-12 && abs(made.a1 - table.a1) < 1e-12)
      #expect(abs(made.a2 - table.a2) < 1e-12)
    }
  }

  @Test func `the same tone on eight loudspeakers reads -12.1`() {
    let tone = TestSignal.tone(rate: 48_000, level: -18.06, seconds: 2)
    let format = AudioFormat(
      sampleRate: 48_000,
      roles: [
        .frontLeft, .frontRight, .frontCentre, .lowFrequency, .backLeft, .backRight, .sideLeft,
        .sideRight,
      ])
    let reading = TestSignal.loudness(
      AudioBlock(channels: Array(repeating: tone, count: 8)), format)
    #expect(Tech3341Tests.near(reading.integratedLUFS, -12.1, within: 0.05), "\(reading.summary)")
  }

  @Test func `one channel counts twice only when asked to`() throws {
    let tone = AudioBlock(channels: [TestSignal.tone(rate: 48_000, level: -20, seconds: 1)])
    func integrated(dualMono: Bool) -> Double? {
      var meter = LoudnessMeter(
        format: .mono(sampleRate: 48_000), dualMono: dualMono, options: .init(peaks: false))
      meter.add(tone)
      return meter.reading().integratedLUFS
    }
    let difference =
      try #require(integrated(dualMono: true)) - #require(integrated(dualMono: false))
    #expect(abs(difference - 10 * log10(2)) < 1e-9)
  }

  @Test func `what lies more than 10 LU below the mean does not count`() {
    // Without the relative gate half of quiet tone would take 3 LU off.
    let samples = TestSignal.tone(rate: 48_000, [(-20, 4), (-40, 4)])
    let reading = TestSignal.stereoLoudness(samples, rate: 48_000)
    #expect((reading.integratedLUFS ?? -99) > -20.5, "\(reading.summary)")
  }

  @Test(arguments: [0.2, 1, 2.9, 3.1])
  func `short clips have the readings that fit in them`(seconds: Double) {
    let samples = TestSignal.tone(rate: 48_000, level: -20, seconds: seconds)
    let reading = TestSignal.stereoLoudness(samples, rate: 48_000)
    #expect((reading.integratedLUFS != nil) == (seconds >= 0.4))
    #expect((reading.maxMomentaryLUFS != nil) == (seconds >= 0.4))
    #expect((reading.maxShortTermLUFS != nil) == (seconds >= 3))
    #expect((reading.loudnessRangeLU != nil) == (seconds >= 3))
    #expect(Tech3341Tests.near(reading.ungatedLUFS, -20, within: 0.1), "\(reading.summary)")
    #expect(abs(reading.durationSeconds - seconds) < 1e-9)
  }

  @Test func `silence reads nothing and is mapped`() {
    let samples = TestSignal.tone(
      rate: 48_000, [(nil, 1), (-20, 1), (nil, 0.3), (-20, 1), (nil, 1)])
    let reading = TestSignal.stereoLoudness(samples, rate: 48_000)
    // The filters ring on for up to 200 ms below -70 LUFS of the tone's end.
    #expect(reading.silences.count == 2)
    #expect(reading.silences.first?.startSeconds == 0 && reading.silences.first?.endSeconds == 1)
    #expect(reading.silences.last?.endSeconds == 4.3)
    let silent = TestSignal.stereoLoudness([Float](repeating: 0, count: 48_000), rate: 48_000)
    #expect(silent.integratedLUFS == nil && silent.ungatedLUFS == nil)
    #expect(silent.maxMomentaryLUFS == nil && silent.loudnessRangeLU == nil)
  }

  @Test func `an offset is not loud, a full-scale square is louder than 0`() {
    let offset = TestSignal.stereoLoudness([Float](repeating: 0.3, count: 96_000), rate: 48_000)
    #expect((offset.curve.powers.last ?? 1) < 1e-12)
    let square = (0..<48_000).map { Float($0 % 48 < 24 ? 1 : -1) }
    let loud = TestSignal.stereoLoudness(square, rate: 48_000)
    #expect((loud.integratedLUFS ?? 0) > 0, "\(loud.summary)")
  }

  @Test func `one sample that is no number does not silence the rest`() {
    var samples = TestSignal.tone(rate: 48_000, level: -20, seconds: 3)
    samples[30_000] = .nan
    let reading = TestSignal.stereoLoudness(samples, rate: 48_000)
    #expect(Tech3341Tests.near(reading.integratedLUFS, -20, within: 0.2), "\(reading.summary)")
  }

  @Test(arguments: [8_000, 11_025, 22_050, 192_000])
  func `other rates read the same tone within a fifth of a LU`(rate: Int) {
    let samples = TestSignal.tone(hertz: 500, rate: rate, level: -20, seconds: 1)
    let reference = TestSignal.stereoLoudness(
      TestSignal.tone(hertz: 500, rate: 48_000, level: -20, seconds: 1), rate: 48_000)
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    #expect(
      Tech3341Tests.near(reading.integratedLUFS, reference.integratedLUFS ?? 0, within: 0.2),
      "\(reading.summary)")
  }
}
