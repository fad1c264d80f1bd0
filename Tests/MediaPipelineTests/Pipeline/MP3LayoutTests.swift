import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct MP3LayoutTests {
  static func layout(samples: Int) throws -> (layout: MP3Layout, format: MP3Format) {
    let format = try MP3Format(sampleRate: 48_000, channels: 2, bitRate: 128_000)
    let segments = MP3Grid(format: format).segments(totalSamples: samples)
    return (MP3Layout(segments, format: format, samples: samples), format)
  }

  /// Stretches are in order, do not overlap, and what they leave between them holds two seams.
  static func check(_ layout: MP3Layout) {
    for (place, stretch) in layout.stretches.enumerated() {
      #expect(stretch.index == place)
      #expect(stretch.endFrame.map { $0 > stretch.firstFrame } ?? true)
      #expect((stretch.warmUp == 0) == (stretch.firstFrame == 0))
    }
    for (one, next) in zip(layout.stretches, layout.stretches.dropFirst()) {
      let end = one.endFrame ?? .max
      #expect(end == next.firstFrame || next.firstFrame - end >= 2 * MP3Segment.seamWindow)
    }
  }

  @Test(arguments: 0..<40)
  func `patches hold every change, with room for the seam before it`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let samples = Int.random(in: 1_000...20_000_000, using: &random)
    var (layout, format) = try Self.layout(samples: samples)
    for _ in 1...3 {
      var changed: [Range<Int>] = []
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let start = Int.random(in: 0..<samples, using: &random)
        changed.append(start..<min(samples, start + Int.random(in: 1...200_000, using: &random)))
      }
      changed.sort { $0.lowerBound < $1.lowerBound }
      layout.patch(changed)
      Self.check(layout)
      for range in changed where !range.isEmpty {
        let first = (range.lowerBound + MP3Format.startPadding) / format.samplesPerFrame
        let last = (range.upperBound - 1 + MP3Format.startPadding) / format.samplesPerFrame
        for frame in [first, last] {
          let place = try #require(
            layout.stretches.lastIndex { $0.firstFrame <= frame }, "\(range)")
          let stretch = layout.stretches[place]
          #expect(stretch.endFrame ?? .max > frame)
          guard frame == first, !layout.meetsBefore(place), stretch.firstFrame > 0 else {
            continue
          }
          // The seam with what the file keeps lies before the change, wherever in its window it is.
          #expect(stretch.firstFrame + MP3Segment.seamWindow <= frame)
        }
      }
    }
  }

  @Test func `one change costs a second or two, not a segment`() throws {
    var (layout, format) = try Self.layout(samples: 48_000 * 3_600)
    layout.patch([48_000 * 1_000..<48_000 * 1_000 + 4_096])
    #expect(layout.stretches.count == 1)
    let needed = layout.stretches[0].samplesNeeded(total: 48_000 * 3_600)
    #expect(Double(needed.count) / Double(format.sampleRate) < 2.5)
  }

  @Test func `a change at the very end is encoded to the end`() throws {
    let samples = 480_000
    var (layout, _) = try Self.layout(samples: samples)
    layout.patch([samples - 10..<samples])
    #expect(layout.stretches.map(\.endFrame) == [nil])
  }

  @Test func `an end without a seam moves into the later of two stretches that meet`() throws {
    var (layout, _) = try Self.layout(samples: 48_000 * 600)
    let before = layout.stretches
    layout.move(.start(3))
    Self.check(layout)
    #expect(layout.stretches.count == before.count)
    #expect(layout.stretches[3].firstFrame > before[3].firstFrame + MP3Segment.seamWindow)
    #expect(layout.stretches[2].endFrame == layout.stretches[3].firstFrame)
  }

  @Test(arguments: 0..<20)
  func `an end that meets the file moves outwards until it meets a neighbour`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let samples = 48_000 * 120
    var (layout, _) = try Self.layout(samples: samples)
    let places = [20, 60, 100].map { 48_000 * $0 + Int.random(in: 0..<48_000, using: &random) }
    layout.patch(places.map { $0..<$0 + 5_000 })
    for _ in 0..<60 {
      let place = Int.random(in: layout.stretches.indices, using: &random)
      let isStart = Bool.random(using: &random)
      guard isStart ? layout.stretches[place].firstFrame > 0 : !layout.meetsNext(place) else {
        continue
      }
      guard isStart || layout.stretches[place].endFrame != nil else { continue }
      let covered = layout.stretches
      layout.move(isStart ? .start(place) : .end(place))
      Self.check(layout)
      // What was to be encoded still is.
      for stretch in covered {
        let holds = layout.stretches.contains { $0.firstFrame <= stretch.firstFrame }
        #expect(holds)
      }
    }
  }
}
