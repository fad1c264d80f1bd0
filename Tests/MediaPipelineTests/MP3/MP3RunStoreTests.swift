import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct MP3RunStoreTests {
  static func run() throws -> MP3FrameRun {
    let format = try MP3Format(sampleRate: 48_000, channels: 1, bitRate: 128_000)
    return try StitchedProgramme.serial(
      TestProgramme.music.block(seconds: 2, rate: 48_000, channels: 1), format)
  }

  /// A limiter curve over some clicks.
  static func curve(
    clickSeconds: [Double], gainDB: Double = 0, ceilingDBTP: Double = -6
  ) -> LimiterCurve {
    var map = PeakMap(sampleRate: 48_000)
    let clicks = Set(clickSeconds.map { Int($0 * 48_000) / map.framesInGroup })
    map.append(contentsOf: (0..<60_000).map { clicks.contains($0) ? 0.9 : 0.1 })
    return LimiterCurve(
      map, gainDB: gainDB,
      ceiling: CeilingCurve(baseDBTP: ceilingDBTP))
  }

  @Test func `a part is the run again, and cut or changed anywhere it is none`() throws {
    let run = try Self.run()
    let part = MP3RunPart.bytes(run)
    let read = try #require(MP3RunPart.run(part))
    #expect(read.bytes == run.bytes)
    #expect(read.numbers == run.numbers)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let length = Int.random(in: 0..<part.count, using: &random)
      #expect(MP3RunPart.run(Array(part.prefix(length))) == nil, "cut at \(length)")
      var changed = part
      changed[Int.random(in: 8..<part.count, using: &random)] ^=
        1 << UInt8.random(in: 0...7, using: &random)
      #expect(MP3RunPart.run(changed) == nil)
    }
    // A whole frame less still is a run of frames: only length and check tell.
    let size = try #require(run.frames.last).header.frameBytes
    #expect(MP3RunPart.run(Array(part.dropLast(size))) == nil)
  }

  @Test func `a run's name tells what gain and limiter did to its sound, and nothing else`() throws
  {
    let format = try MP3Format(sampleRate: 48_000, channels: 2, bitRate: 128_000)
    let segment = MP3Segment(
      format: format, index: 3, firstFrame: 400, endFrame: 800, warmUp: 32)
    func name(_ curve: LimiterCurve, _ segment: MP3Segment = segment) -> MP3RunName {
      MP3RunName(segment, samples: 1_900_000, under: curve)
    }
    let base = name(Self.curve(clickSeconds: [12]))
    #expect(name(Self.curve(clickSeconds: [12])) == base)
    // Frame 400 is at 9.6 s, frame 800 at 19.2 s: what the limiter does at 30 s is another run's.
    #expect(name(Self.curve(clickSeconds: [12, 30])) == base)
    #expect(name(Self.curve(clickSeconds: [12, 15])) != base)
    #expect(name(Self.curve(clickSeconds: [12], gainDB: 0.01)) != base)
    #expect(name(Self.curve(clickSeconds: [12], ceilingDBTP: -6.1)) != base)
    #expect(name(Self.curve(clickSeconds: [12]), segment.warmedUp(64)) != base)
    let shorter = MP3Segment(
      format: format, index: 3, firstFrame: 400, endFrame: 700, warmUp: 32)
    #expect(name(Self.curve(clickSeconds: [12]), shorter) != base)
    // Its place in a pass is no part of it.
    let later = MP3Segment(
      format: format, index: 9, firstFrame: 400, endFrame: 800, warmUp: 32)
    #expect(name(Self.curve(clickSeconds: [12]), later) == base)
  }

  @Test func `a run that was fetched and not joined is still there for the next attempt`() throws {
    let folder = try TemporaryFolder()
    let file = try OutputFile(path: folder.file("out.mp3").path)
    let store = MP3RunStore(file)
    let run = try Self.run()
    let format = try MP3Format(sampleRate: 48_000, channels: 1, bitRate: 128_000)
    let name = MP3RunName(
      MP3Segment(format: format, index: 0, firstFrame: 0, endFrame: nil, warmUp: 0),
      samples: 96_000, under: Self.curve(clickSeconds: []))
    #expect(!store.fetch(name))
    try store.put(run, name)
    #expect(store.fetch(name))
    #expect(store.take(name)?.bytes == run.bytes)
    #expect(store.take(name) == nil)
    #expect(store.fetch(name))
    #expect(MP3RunStore(file).fetch(name))
  }
}
