import Testing

@testable import MediaPipeline

@Suite struct RenderPlanTests {
  private func reading(_ loudness: Double?, peak: Double?) -> LoudnessReading {
    LoudnessReading(
      durationSeconds: 60, sampleRate: 48_000, channels: 2, integratedLUFS: loudness,
      truePeakDBTP: peak, ungatedLUFS: loudness)
  }

  @Test(arguments: [(-23.4, 7.4), (-16.0, 0), (-8.0, -8.0), (2.5, -18.5)])
  func `the gain is what is missing to the target`(loudness: Double, gain: Double) {
    let plan = RenderPlan(reading: reading(loudness, peak: -3), target: .podcast)
    #expect(abs(plan.gainDB - gain) < 1e-9)
    #expect(plan.limiterCeilingDBTP == -1)
  }

  @Test func `silence gets no gain`() {
    #expect(RenderPlan(reading: reading(nil, peak: nil), target: .podcast).gainDB == 0)
  }

  @Test(arguments: [(-30.0, 14.0), (-69.9, 53.9), (-70.0, 0.0), (-85.0, 0.0)])
  func `without a gated figure only what is above the gate gets gain`(
    ungated: Double, gain: Double
  ) {
    let reading = LoudnessReading(
      durationSeconds: 0.2, sampleRate: 48_000, channels: 1, truePeakDBTP: -60,
      ungatedLUFS: ungated)
    #expect(abs(RenderPlan(reading: reading, target: .podcast).gainDB - gain) < 1e-9)
  }

  @Test func `a result on target under the ceiling ends the search`() {
    let plan = RenderPlan(reading: reading(-23, peak: -3), target: .podcast)
    #expect(plan.next(after: reading(-16.04, peak: -1.0)) == nil)
    #expect(plan.next(after: reading(nil, peak: nil)) == nil)
  }

  @Test func `an overshoot lowers the limiter by as much and a little more`() throws {
    let plan = RenderPlan(reading: reading(-23, peak: -3), target: .podcast)
    let next = try #require(plan.next(after: reading(-16, peak: -0.6)))
    #expect(abs(next.limiterCeilingDBTP - -1.45) < 1e-9)
    #expect(next.gainDB == plan.gainDB)
  }

  @Test func `loudness lost in the limiter is given back`() throws {
    let plan = RenderPlan(reading: reading(-30, peak: -3), target: .podcast)
    let next = try #require(plan.next(after: reading(-16.5, peak: -1.2)))
    #expect(abs(next.gainDB - 14.5) < 1e-9)
  }

  @Test func `the search ends and the last rounds only go down`() throws {
    var plan = RenderPlan(reading: reading(-30, peak: -3), target: .podcast)
    var rounds = 1
    var gains = [plan.gainDB]
    // A codec that always overshoots by half a decibel and loses half a LU.
    while let next = plan.next(after: reading(-16.5, peak: -0.5)) {
      plan = next
      rounds += 1
      gains.append(plan.gainDB)
    }
    #expect(rounds == RenderPlan.maximumRounds)
    #expect(gains[4] < gains[3] && gains[5] < gains[4])
  }
}
