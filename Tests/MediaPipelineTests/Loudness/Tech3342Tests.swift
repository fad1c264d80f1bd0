import MediaPipeline
import Testing

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
    let reading = TestSignal.stereoReading(samples, rate: rate)
    #expect(Tech3341Tests.near(reading.loudnessRangeLU, expected.range), "\(reading.summary)")
    #expect(Tech3341Tests.near(reading.integratedLUFS, expected.integrated), "\(reading.summary)")
  }

  @Test func `what lies more than 20 LU below the mean does not count`() {
    // Without the relative gate the quiet half would make the range 25 LU.
    let samples = TestSignal.tone(rate: 48_000, [(-20, 10), (-24, 10), (-48, 20)])
    let reading = TestSignal.stereoReading(samples, rate: 48_000)
    #expect((reading.loudnessRangeLU ?? 0) > 3.9, "\(reading.summary)")
    #expect((reading.loudnessRangeLU ?? 99) < 22, "\(reading.summary)")
  }
}
