import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct MP3CutsTests {
  static func cuts(samples: Int) throws -> (cuts: MP3Cuts, format: MP3Format) {
    let format = try MP3Format(sampleRate: 48_000, channels: 2, bitRate: 128_000)
    let segments = MP3Grid(format: format).segments(totalSamples: samples)
    return (MP3Cuts(segments, format: format, samples: samples), format)
  }

  @Test(arguments: 0..<40)
  func `patched cuts follow each other without gap and hold every change in runs of their own`(
    seed: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let samples = Int.random(in: 1_000...20_000_000, using: &random)
    var (cuts, format) = try Self.cuts(samples: samples)
    for round in 1...3 {
      var changed: [Range<Int>] = []
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let start = Int.random(in: 0..<samples, using: &random)
        changed.append(start..<min(samples, start + Int.random(in: 1...200_000, using: &random)))
      }
      changed.sort { $0.lowerBound < $1.lowerBound }
      cuts.patch(changed, round: round)

      let list = cuts.cuts
      #expect(list.first?.segment.firstFrame == 0)
      #expect(list.last?.segment.endFrame == nil)
      for (one, next) in zip(list, list.dropFirst()) {
        #expect(one.segment.endFrame == next.segment.firstFrame)
        #expect(one.segment.firstFrame < next.segment.firstFrame)
        #expect(one.segment.index + 1 == next.segment.index)
      }
      let names = list.map(\.run).filter { $0.hasSuffix("-\(round)") }
      #expect(Set(names).count == names.count)
      for range in changed where !range.isEmpty {
        let first = (range.lowerBound + MP3Format.startPadding) / format.samplesPerFrame
        let last = (range.upperBound - 1 + MP3Format.startPadding) / format.samplesPerFrame
        for frame in [first, last] {
          let cut = try #require(
            list.last { $0.segment.firstFrame <= frame })
          #expect(cut.run.hasSuffix("-\(round)"), "\(range) \(frame)")
          let before = list.last { $0.segment.firstFrame < cut.segment.firstFrame }
          guard frame == first, let before, !before.run.hasSuffix("-\(round)") else { continue }
          // The seam with an older run lies before the change, wherever in its window it is.
          #expect(cut.segment.firstFrame + MP3Segment.seamWindow <= frame)
        }
      }
    }
  }

  @Test func `one change costs a second or two, not a segment`() throws {
    var (cuts, format) = try Self.cuts(samples: 48_000 * 3_600)
    let before = cuts.cuts.count
    cuts.patch([48_000 * 1_000..<48_000 * 1_000 + 4_096], round: 1)
    #expect(cuts.cuts.count == before + 2)
    let patch = try #require(cuts.cuts.first { $0.run.hasSuffix("-1") })
    let needed = patch.segment.samplesNeeded(total: 48_000 * 3_600)
    #expect(Double(needed.count) / Double(format.sampleRate) < 2.5)
  }

  @Test func `a place without a seam is bridged by one run`() throws {
    var (cuts, _) = try Self.cuts(samples: 48_000 * 600)
    let frame = cuts.cuts[3].segment.firstFrame
    cuts.bridge(before: 3, attempt: 1)
    let bridge = try #require(cuts.cuts.last { $0.segment.firstFrame <= frame })
    #expect(bridge.run.hasSuffix("bridge-1"))
    #expect(bridge.segment.firstFrame < frame - MP3Segment.seamWindow)
    #expect(try #require(bridge.segment.endFrame) > frame + MP3Segment.seamWindow)
    #expect(cuts.cuts.count(where: { $0.run.hasSuffix("bridge-1") }) == 1)
  }

  @Test func `a change at the very end is encoded to the end`() throws {
    let samples = 96_000
    var (cuts, _) = try Self.cuts(samples: samples)
    cuts.patch([samples - 10..<samples], round: 1)
    #expect(cuts.cuts.last?.run.hasSuffix("-1") == true)
    #expect(cuts.cuts.last?.segment.endFrame == nil)
  }
}
