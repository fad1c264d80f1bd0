import MediaPipeline
import Testing

@Suite struct AudioFormatTests {
  static let front: [ChannelRole] = [.frontLeft, .frontRight, .frontCentre, .lowFrequency]

  @Test(
    arguments: [
      ([.frontLeft, .frontRight], [1, 1]),
      (front + [.sideLeft, .sideRight], [1, 1, 1, 0, 1.41, 1.41]),
      (front + [.backLeft, .backRight], [1, 1, 1, 0, 1.41, 1.41]),
      (front + [.backLeft, .backRight, .sideLeft, .sideRight], [1, 1, 1, 0, 1, 1, 1.41, 1.41]),
      (front + [.backCentre], [1, 1, 1, 0, 1]),
      ([.topFrontLeft, .topBackRight, .unknown], [1, 1, 1]),
    ] as [([ChannelRole], [Double])])
  func `weights follow the angles of the whole layout`(roles: [ChannelRole], weights: [Double]) {
    #expect(AudioFormat(sampleRate: 48_000, roles: roles).loudnessWeights == weights)
  }

  @Test func `a rate or a channel count out of range stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = AudioFormat.mono(sampleRate: 7_999) }
    await #expect(processExitsWith: .failure) { _ = AudioFormat(sampleRate: 48_000, roles: []) }
  }
}
