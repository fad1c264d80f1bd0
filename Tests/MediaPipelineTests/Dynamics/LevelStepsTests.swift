import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct LevelStepsTests {
  static func curve(
    _ block: AudioBlock, rate: Int, gainDB: Double, ceiling: Double = -1
  ) -> LimiterCurve {
    LimiterCurveTests.curve(block, rate: rate, gainDB: gainDB, ceiling: ceiling)
  }

  @Test(arguments: [8_000, 44_100, 48_000])
  func `without a limiter the level is the meter's`(rate: Int) throws {
    let sound = Speech.stereo(seed: 1, sampleRate: rate, seconds: 6)
    let format = AudioFormat.stereo(sampleRate: rate)
    let steps = LevelSteps(loudnessOf: sound, format: format)
    let measured = try #require(TestSignal.loudness(sound, format).integratedLUFS)
    #expect(abs(try #require(steps.level) - measured) < 1e-6)
    let outcome = steps.outcome(of: Self.curve(sound, rate: rate, gainDB: -6))
    #expect(abs(try #require(outcome.levelDB) - (measured - 6)) < 1e-6)
    #expect(outcome.meanReductionDB == 0)
  }

  @Test(arguments: [8_000, 44_100, 48_000], [(3.0, 0), (8, 1), (12, 2), (20, 3)])
  func `the predicted loudness is what the meter reads after the limiter`(
    rate: Int, programme: (gain: Double, seed: Int)
  ) throws {
    let sound = Speech.stereo(seed: programme.seed, sampleRate: rate, seconds: 8)
    let format = AudioFormat.stereo(sampleRate: rate)
    let curve = Self.curve(sound, rate: rate, gainDB: programme.gain)
    let predicted = try #require(
      LevelSteps(loudnessOf: sound, format: format).outcome(of: curve).levelDB)
    let limited = sound.limited(by: curve, sampleRate: rate)
    let measured = try #require(TestSignal.loudness(limited, format).integratedLUFS)
    #expect(abs(predicted - measured) <= 0.02)
  }

  @Test(arguments: [3.0, 10])
  func `the predicted RMS is that of the limited sound`(gain: Double) throws {
    let sound = Speech.stereo(seed: 4, sampleRate: 44_100, seconds: 5.003)
    let curve = Self.curve(sound, rate: 44_100, gainDB: gain, ceiling: -3)
    let predicted = try #require(
      LevelSteps(squaresOf: sound, sampleRate: 44_100).outcome(of: curve).levelDB)
    let planes = sound.limited(by: curve, sampleRate: 44_100).planes
    let squares = planes.joined().reduce(0.0) { $0 + Double($1) * Double($1) }
    let measured = 10 * log10(squares / Double(planes.count * planes[0].count))
    #expect(abs(predicted - measured) <= 0.02)
  }

  @Test func `one loud knock is predicted and hardly counts as reduction`() throws {
    var plane = Speech.mono(seed: 6, sampleRate: 48_000, seconds: 20).map { $0 * 0.1 }
    plane[300_000] = 8
    let sound = AudioBlock(channels: [plane])
    let format = AudioFormat.mono(sampleRate: 48_000)
    let curve = Self.curve(sound, rate: 48_000, gainDB: 6)
    let outcome = LevelSteps(loudnessOf: sound, format: format).outcome(of: curve)
    let limited = sound.limited(by: curve, sampleRate: 48_000)
    let measured = try #require(TestSignal.loudness(limited, format).integratedLUFS)
    #expect(abs(try #require(outcome.levelDB) - measured) <= 0.02)
    #expect(outcome.meanReductionDB < 0.3)
  }

  @Test(arguments: [
    (0.2, -30.0, true), (0.2, -75.0, false), (2.0, -30.0, true), (2.0, -80.0, false),
  ])
  func `what is too short for the gate is read as a whole, and silence has no level`(
    clip: (seconds: Double, level: Double, isAudible: Bool)
  ) throws {
    let tone = TestSignal.tone(hertz: 997, rate: 48_000, level: clip.level, seconds: clip.seconds)
    let block = AudioBlock(channels: [tone])
    let steps = LevelSteps(loudnessOf: block, format: .mono(sampleRate: 48_000))
    #expect(steps.isShorterThanBlock == (clip.seconds < 0.4))
    #expect((steps.level != nil) == clip.isAudible)
    // 997 Hz reads −3.01 below its peak level (ITU-R BS.1770-5 Annex 1).
    if let level = steps.level { #expect(abs(level - (clip.level - 3.01)) < 0.1) }
    let reading = TestSignal.loudness(block, .mono(sampleRate: 48_000))
    #expect((reading.levelLUFS != nil) == clip.isAudible)
  }

  @Test func `three frames and no frame have an answer`() {
    let three = AudioBlock(channels: [[0.5, 0.5, -0.5]])
    #expect(LevelSteps(loudnessOf: three, format: .mono(sampleRate: 48_000)).level != nil)
    let none = LevelSteps(measure: .loudness, sampleRate: 48_000, frameCount: 0, energies: [])
    #expect(none.level == nil)
  }

  @Test func `the noise floor is the quietest half second`() throws {
    let tone = TestSignal.tone(
      hertz: 1_000, rate: 44_100, [(level: -20, 2), (level: -62, 0.7), (level: -20, 2)])
    let steps = LevelSteps(squaresOf: AudioBlock(channels: [tone]), sampleRate: 44_100)
    #expect(abs(try #require(steps.noiseFloorDB) - -65.01) < 0.02)
  }
}
