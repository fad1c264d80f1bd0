import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct GainSolverTests {
  static func solver(_ sound: AudioBlock, _ format: AudioFormat) -> GainSolver {
    GainSolver(
      peaks: PeakMap(naivelyOf: sound, sampleRate: format.sampleRate),
      steps: LevelSteps(loudnessOf: sound, format: format))
  }

  @Test(arguments: 0..<6, [-23.0, -16, -14])
  func `after gain and limiter the sound has the loudness wanted`(
    seed: Int, target: Double
  ) throws {
    let format = AudioFormat.stereo(sampleRate: 16_000)
    let sound = Speech.stereo(seed: seed, sampleRate: 16_000, seconds: 12)
    let solution = Self.solver(sound, format).solve(
      levelDB: target, ceiling: CeilingCurve(baseDBTP: -1))
    #expect(solution.limit == nil)
    #expect(solution.trials <= 10)
    let limited = sound.limited(by: solution.curve, sampleRate: 16_000)
    let measured = try #require(TestSignal.loudness(limited, format).integratedLUFS)
    #expect(abs(measured - target) <= 0.025)
    #expect(limited.truePeakDBTP(sampleRate: 16_000) <= -1)
  }

  @Test func `where no peak is in the way the gain is linear and one trial does`() throws {
    let format = AudioFormat.mono(sampleRate: 48_000)
    let tone = AudioBlock(
      channels: [TestSignal.tone(hertz: 997, rate: 48_000, level: -30, seconds: 3)])
    let solution = Self.solver(tone, format).solve(
      levelDB: -16, ceiling: CeilingCurve(baseDBTP: -1))
    #expect(solution.trials == 1 && !solution.curve.isActive)
    #expect(abs(solution.gainDB - 17.01) < 0.01)
  }

  @Test func `a target that would squash the sound is refused with what is reachable`() throws {
    let format = AudioFormat.stereo(sampleRate: 16_000)
    let sound = Speech.stereo(seed: 2, sampleRate: 16_000, seconds: 12)
    let solution = Self.solver(sound, format).solve(
      levelDB: -3, ceiling: CeilingCurve(baseDBTP: -1))
    guard case .ceiling(let wanted, let reached, let reduction) = solution.limit else {
      Issue.record("no limit was named")
      return
    }
    #expect(wanted == -3)
    #expect(reached < -5 && reached > -16)
    #expect(abs(reduction - GainSolver.largestMeanReductionDB) < 0.05)
    let limited = sound.limited(by: solution.curve, sampleRate: 16_000)
    let measured = try #require(TestSignal.loudness(limited, format).integratedLUFS)
    #expect(abs(measured - reached) <= 0.03)
  }

  @Test(arguments: [(-1.0, -16.0), (0, -20)])
  func `figures in the wrong order end where the limiter may go no further`(
    levelDB: Double, ceilingDBTP: Double
  ) throws {
    let format = AudioFormat.stereo(sampleRate: 16_000)
    let sound = Speech.stereo(seed: 2, sampleRate: 16_000, seconds: 12)
    let solution = Self.solver(sound, format).solve(
      levelDB: levelDB, ceiling: CeilingCurve(baseDBTP: ceilingDBTP))
    #expect(solution.limit != nil)
    #expect(
      solution.outcome.meanReductionDB <= GainSolver.largestMeanReductionDB
        && solution.outcome.meanReductionDB > GainSolver.largestMeanReductionDB - 0.5)
    #expect(solution.trials <= GainSolver.maximumTrials)
  }

  @Test func `silence and hiss get no gain`() {
    let format = AudioFormat.mono(sampleRate: 48_000)
    var random = SeededGenerator(seed: 1)
    let hiss = (0..<96_000).map { _ in Float.random(in: -0.000_1...0.000_1, using: &random) }
    for plane in [hiss, [Float](repeating: 0, count: 96_000), []] {
      let solution = Self.solver(AudioBlock(channels: [plane]), format).solve(
        levelDB: -16, ceiling: CeilingCurve(baseDBTP: -1))
      #expect(solution.gainDB == 0 && solution.outcome.levelDB == nil && solution.limit == nil)
    }
  }

  @Test func `one giant knock does not keep the speech down`() throws {
    let format = AudioFormat.mono(sampleRate: 16_000)
    var plane = Speech.mono(seed: 3, sampleRate: 16_000, seconds: 30).map { $0 * 0.05 }
    for index in 200_000..<200_400 { plane[index] = 8 * Float(sin(0.4 * Double(index))) }
    let sound = AudioBlock(channels: [plane])
    let solution = Self.solver(sound, format).solve(
      levelDB: -16, ceiling: CeilingCurve(baseDBTP: -1))
    #expect(solution.limit == nil)
    let limited = sound.limited(by: solution.curve, sampleRate: 16_000)
    let measured = try #require(TestSignal.loudness(limited, format).integratedLUFS)
    #expect(abs(measured - -16) <= 0.025)
  }

  @Test(arguments: [0.0002, 0.05, 0.2])
  func `short clips reach their level`(seconds: Double) throws {
    let format = AudioFormat.mono(sampleRate: 48_000)
    let tone = AudioBlock(
      channels: [TestSignal.tone(hertz: 997, rate: 48_000, level: -40, seconds: seconds)])
    let solver = Self.solver(tone, format)
    let solution = solver.solve(levelDB: -20, ceiling: CeilingCurve(baseDBTP: -1))
    if let level = solver.steps.level {
      #expect(abs(solution.gainDB - (-20 - level)) < 1e-6)
    } else {
      #expect(solution.gainDB == 0)
    }
  }

  @Test func `a stop ends the search before the next trial`() throws {
    let sound = Speech.stereo(seed: 5, sampleRate: 16_000, seconds: 6)
    var solver = Self.solver(sound, .stereo(sampleRate: 16_000))
    let stop = StopFlag()
    solver.stop = stop
    #expect(solver.solve(levelDB: -6, ceiling: CeilingCurve(baseDBTP: -1)).trials > 1)
    stop.request()
    #expect(solver.solve(levelDB: -6, ceiling: CeilingCurve(baseDBTP: -1)).trials == 0)
  }

  @Test func `RMS is solved like loudness`() throws {
    let sound = Speech.stereo(seed: 5, sampleRate: 44_100, seconds: 6)
    let solver = GainSolver(
      peaks: PeakMap(naivelyOf: sound, sampleRate: 44_100),
      steps: LevelSteps(squaresOf: sound, sampleRate: 44_100))
    let solution = solver.solve(levelDB: -20, ceiling: CeilingCurve(baseDBTP: -3))
    let planes = sound.limited(by: solution.curve, sampleRate: 44_100).planes
    let squares = planes.joined().reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(10 * log10(squares / Double(2 * planes[0].count)) - -20) <= 0.025)
  }
}
