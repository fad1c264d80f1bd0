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

  @Test func `a kept peak is never below the measured one, and exact where it is the largest`() {
    var random = SeededGenerator(seed: 3)
    let peaks = (0..<10_000).map { _ in Float.random(in: 0.000_001...8, using: &random) }
    let map = PeakMap(peaks, sampleRate: 48_000)
    #expect(map.count == peaks.count)
    for start in stride(from: 0, to: peaks.count, by: PeakMap.groupsInBlock) {
      let block = start..<min(start + PeakMap.groupsInBlock, peaks.count)
      let largest = peaks[block].max() ?? 0
      for group in block {
        #expect(map[group] >= peaks[group])
        #expect(map[group] <= peaks[group] + largest / 255 * 1.000_001)
        if peaks[group] == largest { #expect(map[group] <= largest * 1.000_000_2) }
      }
    }
  }

  @Test func `in what portions groups come does not matter`() {
    var random = SeededGenerator(seed: 4)
    let peaks = (0..<3_000).map { _ in Float.random(in: 0...1, using: &random) }
    let whole = PeakMap(peaks, sampleRate: 48_000)
    var map = PeakMap(sampleRate: 48_000)
    var start = 0
    while start < peaks.count {
      let end = min(peaks.count, start + Int.random(in: 0...300, using: &random))
      map.append(contentsOf: Array(peaks[start..<end]))
      start = end
    }
    #expect(map == whole)
    #expect(map.blockCount == (3_000 + 127) / 128)
  }

  @Test func `silence and what is beyond the range stay in order`() {
    var peaks: [Float] = []
    for peak: Float in [0, 1e-9, 1, 8, 4_000, .infinity, .nan] {
      peaks += [Float](repeating: peak, count: PeakMap.groupsInBlock)
    }
    let map = PeakMap(peaks, sampleRate: 48_000)
    let read = (0..<7).map { map[$0 * PeakMap.groupsInBlock + 5] }
    #expect(read[0] == 0 && read[1] >= 1e-9 && read[1] < 1e-8)
    #expect(read[2] >= 1 && read[2] < 1.000_001 && read[3] >= 8 && read[3] < 8.000_01)
    #expect(read[4...].allSatisfy { $0 > 2_000 && $0 < 2_100 })
    #expect(map.largest(around: 3) > 2_000 && map.largest(around: 1) >= 1)
    #expect(map.largest(around: -5) == 0 && map.largest(around: 9) == 0)
  }
}
