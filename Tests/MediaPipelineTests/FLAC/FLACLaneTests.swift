import Foundation
import MediaProtocol
import StudioTestSupport
import Synchronization
import Testing

@testable import MediaPipeline

/// A FLAC encoded in stretches is the FLAC that one encoder makes.
@Suite struct FLACLaneTests {
  /// A programme in a file, and what it is written as.
  struct Place {
    let folder: TemporaryFolder
    let settings: MediaWriter.Settings
    let metadata: MediaMetadata
    let frameCount: Int
    private let input: OpenFile
    private let block: AudioBlock

    init(_ block: AudioBlock, rate: Int, metadata: MediaMetadata = MediaMetadata()) throws {
      folder = try TemporaryFolder()
      let url = folder.file("in.wav")
      // More bits than FLAC gets, so that rounding counts.
      try wavBytes(block.planes, rate: rate).write(to: url)
      input = try OpenFile(reading: url)
      settings = MediaWriter.Settings(
        format: .flac, sampleRate: rate, channels: block.channelCount)
      self.metadata = metadata
      self.block = block
      frameCount = block.frameCount
    }

    /// A curve that changes nothing.
    private var curve: LimiterCurve {
      LimiterCurve(
        PeakMap(sampleRate: settings.sampleRate), gainDB: 0, ceiling: CeilingCurve(baseDBTP: 0))
    }

    /// What the lane writes, cut near some seconds.
    func inStretches(cutAt cuts: [Int], threads: Int) throws -> URL {
      let bounds = [0] + cuts + [frameCount]
      let bodies = zip(bounds, bounds.dropFirst()).map { $0..<$1 }
      let file = try OutputFile(path: folder.file("lane.flac").path)
      let lane = try FLACLane(
        cuts: SegmentGrid(
          sampleRate: settings.sampleRate, frameCount: frameCount, bodies: bodies, needs: bodies),
        frameCount: frameCount, curve: curve, target: try LevelTarget(.named("podcast")),
        settings: settings, metadata: metadata, file: file, stop: StopFlag(), sanitises: true)
      let set = try InputSet(
        [RenderInput(name: "in.wav", descriptor: input.descriptor)], stop: StopFlag())
      let pass = RenderPass(set: set, stop: StopFlag(), sanitises: true)
      try pass.run([lane], threads: threads) { _ in }
      let proof = try #require(try lane.finish(threads: threads) { _ in })
      #expect(proof.reading.durationSeconds == Double(frameCount) / Double(settings.sampleRate))
      try file.commit()
      return URL(filePath: file.path)
    }

    /// What one encoder writes.
    func inOne() throws -> URL {
      let url = folder.file("one.flac")
      let file = try OpenFile(writing: url)
      defer { withExtendedLifetime(file) {} }
      var writer = try MediaWriter(
        descriptor: file.descriptor, settings: settings, metadata: metadata,
        durationSeconds: Double(frameCount) / Double(settings.sampleRate), stop: StopFlag())
      try writer.add(block)
      try writer.finish()
      return url
    }
  }

  /// Noise at full scale, which no prediction makes shorter, with a tail of twenty frames.
  @Test func `noise is the same file too, as long as the last stretch is longer than a block`()
    throws
  {
    var random = SeededGenerator(seed: 77)
    let noise = (0..<2).map { _ in
      (0..<40 * 4_608 + 20).map { _ in Float.random(in: -1...1, using: &random) }
    }
    let place = try Place(AudioBlock(channels: noise), rate: 48_000)
    let one = try Data(contentsOf: place.inOne())
    #expect(one.count > noise[0].count * 2 * 3)
    let made = try place.inStretches(cutAt: [4_608, 90_000, 38 * 4_608], threads: 2)
    #expect(try Data(contentsOf: made) == one)
  }

  /// Lengths around a block, and above 128 and 2,048 of them, where a frame's number takes a byte more.
  @Test(
    arguments: [
      (48_000, 2, 1), (48_000, 1, 4_607), (48_000, 2, 4_608), (44_100, 2, 4_609),
      (44_100, 2, 9_216), (96_000, 1, 700_001), (8_000, 1, 1_400_003), (44_100, 2, 1_323_000),
    ])
  func `whatever the cuts, it is the same file to the last byte`(
    rate: Int, channels: Int, frames: Int
  ) throws {
    let sound = TestProgramme.speech.block(
      seconds: Double(frames) / Double(rate), rate: rate, channels: channels)
    let place = try Place(sound.slice(0..<frames), rate: rate)
    let one = try Data(contentsOf: place.inOne())
    var random = SeededGenerator(seed: UInt64(frames))
    for threads in [1, 2, 3] {
      let cuts = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        Int.random(in: 0...frames, using: &random)
      }
      let made = try place.inStretches(cutAt: cuts.sorted(), threads: threads)
      #expect(try Data(contentsOf: made) == one, "\(cuts)")
    }
  }

  /// As much as a file can carry, read by the reference implementation.
  @Test(.needs("flac", "metaflac"), arguments: [1, 2])
  func `the reference decoder finds every check and the digest right`(channels: Int) throws {
    var metadata = MediaMetadata()
    metadata.tags = ["title": "Élan"]
    metadata.chapters = [
      Chapter(startSeconds: 0, title: "Un"), Chapter(startSeconds: 9, title: "Deux"),
    ]
    metadata.cover = try CoverImage(bytes: Pictures.png)
    let sound = TestProgramme.music.block(seconds: 40, rate: 32_000, channels: channels)
    let place = try Place(sound, rate: 32_000, metadata: metadata)
    let made = try place.inStretches(cutAt: [200_000, 500_000, 900_000], threads: 2)
    let said = try Tools.run("/usr/bin/flac", ["--test", "--warnings-as-errors", made.path])
    #expect(said.contains("ok") && !said.contains("WARNING"), "\(said)")
    let info = try Tools.run(
      "/usr/bin/metaflac",
      [
        "--show-total-samples", "--show-sample-rate", "--show-channels", "--show-bps",
        "--show-min-blocksize", "--show-max-blocksize", made.path,
      ])
    let lines = info.split(separator: "\n").compactMap { Int($0) }
    #expect(lines.prefix(4) == [sound.frameCount, 32_000, channels, 24])
    #expect(lines.count == 6 && lines[4] == lines[5])
    #expect(try WholeFile(made).chapters.map(\.title) == ["Un", "Deux"])
    #expect(try WholeFile(made).cover == Pictures.png)
  }

  /// Six segments, of which the second has just been through.
  @Test func `a render is stopped while it encodes, and leaves nothing`() throws {
    let place = try Place(
      TestProgramme.speech.block(seconds: 60, rate: 44_100, channels: 2), rate: 44_100)
    let stop = StopFlag()
    let seen = Mutex<[Double]>([])
    #expect {
      try RenderJobTests.job(
        [place.folder.file("in.wav")], [place.folder.file("a.flac")], stop: stop
      ) { step in
        seen.withLock { $0.append(step.fraction) }
        if step.stage == .rendering, step.fraction > 0.3 { stop.request() }
      }
    } throws: { ($0 as? MediaError)?.code == .cancelled }
    #expect(try #require(seen.withLock { $0.max() }) < 0.8)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.folder.url.path) == ["in.wav"])
  }
}
