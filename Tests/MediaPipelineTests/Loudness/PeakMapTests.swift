import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct PeakMapTests {
  @Test(arguments: [
    (8_000, 4), (16_000, 8), (44_100, 32), (48_000, 32), (96_000, 64), (192_000, 128),
  ])
  func `a group lasts about two thirds of a millisecond`(rate: Int, frames: Int) {
    #expect(PeakMap.framesInGroup(sampleRate: rate) == frames)
  }

  @Test func `a kept peak is never below the measured one and hardly above`() {
    var random = SeededGenerator(seed: 3)
    var map = PeakMap(sampleRate: 48_000)
    let peaks = (0..<10_000).map { _ in Float.random(in: 0.000_001...8, using: &random) }
    for peak in peaks { map.append(peak) }
    #expect(map.count == peaks.count)
    for (group, peak) in peaks.enumerated() {
      #expect(map[group] >= peak)
      #expect(map[group] <= max(peak, 0.000_001) * 1.000_6)
    }
  }

  @Test func `silence and what is beyond the range stay in order`() {
    var map = PeakMap(sampleRate: 48_000)
    for peak: Float in [0, 1e-9, 1, 8, 4_000] { map.append(peak) }
    #expect(map[0] == map[1])
    #expect(map[1] < 1e-6 && map[2] == 1 && map[3] == 8 && map[4] > 2_000)
  }
}
