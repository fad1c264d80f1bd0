import Testing

@testable import MediaPipeline

/// The synthetic signals of EBU Tech 3342 v4, exact to 0.01 LU.
@Suite struct Tech3342Tests {
  @Test(
    arguments: [
      ([-20, -30], 10, -22.590), ([-20, -15], 5, -16.810), ([-40, -20], 20, -20.026),
      ([-50, -35, -20, -35, -50], 15, -24.492),
    ] as [([Double], Double, Double)], Tech3341Tests.rates)
  func `loudness range and integrated loudness of steps of 20 s`(
    expected: (levels: [Double], range: Double, integrated: Double), rate: Int
  ) {
    let samples = TestSignal.tone(rate: rate, expected.levels.map { ($0, 20) })
    let reading = TestSignal.stereoLoudness(samples, rate: rate)
    #expect(Tech3341Tests.near(reading.loudnessRangeLU, expected.range), "\(reading.summary)")
    #expect(Tech3341Tests.near(reading.integratedLUFS, expected.integrated), "\(reading.summary)")
  }

  @Test func `what lies more than 20 LU below the mean does not count`() {
    // Power mean about -22.9: -48 lies below the gate of -42.9, -24 above. Without the gate the
    // 10th percentile would be -48 and the range 28 LU.
    let samples = TestSignal.tone(rate: 48_000, [(-20, 12), (-24, 12), (-48, 12)])
    let reading = TestSignal.stereoLoudness(samples, rate: 48_000)
    #expect((reading.loudnessRangeLU ?? 99) < 10, "\(reading.summary)")
  }
}
