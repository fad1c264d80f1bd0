import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// A place of an AAC stream can be encoded anew without a trace at its ends.
@Suite struct AACPatchTests {
  /// An M4A of a programme, and its tape.
  struct Recorded {
    let folder: TemporaryFolder
    let file: OutputFile
    let tape: PacketTape
    let settings: MediaWriter.Settings
    let metadata: MediaMetadata
    let programme: AudioBlock

    init(
      _ programme: AudioBlock, rate: Int, bitRate: Int = 128_000,
      metadata: MediaMetadata = MediaMetadata()
    ) throws {
      folder = try TemporaryFolder()
      file = try OutputFile(path: folder.file("a.m4a").path)
      tape = PacketTape(try file.scratchFile(), packetFrames: AACPatch.packetFrames)
      settings = MediaWriter.Settings(
        format: .m4a, sampleRate: rate, channels: programme.channelCount, bitRate: bitRate)
      self.metadata = metadata
      self.programme = programme
      var writer = try writer(recording: tape)
      for start in stride(from: 0, to: programme.frameCount, by: 5_000) {
        try writer.add(programme.slice(start..<min(programme.frameCount, start + 5_000)))
      }
      try writer.finish()
    }

    func writer(recording tape: PacketTape) throws -> MediaWriter {
      try MediaWriter(
        descriptor: file.descriptor, settings: settings, metadata: metadata,
        durationSeconds: Double(programme.frameCount) / Double(settings.sampleRate), tape: tape,
        stop: StopFlag(), sanitises: true)
    }

    /// Writes the file anew from its tape.
    func rewrite() throws {
      try file.restart()
      let muxer = try Muxer(
        descriptor: file.descriptor, settings: settings,
        encoder: try PacketEncoder(settings, stop: StopFlag()), metadata: metadata,
        durationSeconds: Double(programme.frameCount) / Double(settings.sampleRate),
        stop: StopFlag())
      try muxer.write(tape)
      try muxer.finish()
    }

    func bytes() throws -> [UInt8] {
      try FileBytes.read(file.descriptor, count: try file.size(), at: 0)
    }

    func decoded() throws -> AudioBlock {
      var reader = try MediaReader(descriptor: file.descriptor, stop: StopFlag())
      var block = AudioBlock(channelCount: programme.channelCount)
      while let next = try reader.next() { block.append(contentsOf: next) }
      return block
    }

    /// The packets that an encoder of its own makes for a patch.
    func packets(_ patch: AACPatch) throws -> (packets: [[UInt8]], lastFrames: Int) {
      var encoder = try PacketEncoder(settings, stop: StopFlag())
      var run = PacketRun()
      try encoder.add(programme.slice(patch.framesNeeded(total: programme.frameCount))) {
        run.append($0)
      }
      try encoder.finish { run.append($0) }
      var packets: [[UInt8]] = []
      run.forEach { _, packet in packets.append(Array(packet)) }
      return (packets, run.lastFrames)
    }
  }

  @Test(arguments: [44_100, 48_000, 32_000], [1, 2])
  func `a file written from its tape is the file the encoder wrote`(
    rate: Int, channels: Int
  ) throws {
    var metadata = MediaMetadata()
    metadata.tags = ["title": "Élan", "artist": "A"]
    metadata.chapters = [
      Chapter(startSeconds: 0, title: "Eins"), Chapter(startSeconds: 2, title: "Zwei"),
    ]
    let recorded = try Recorded(
      TestProgramme.speech.block(seconds: 7, rate: rate, channels: channels), rate: rate,
      metadata: metadata)
    let original = try recorded.bytes()
    try recorded.rewrite()
    #expect(try recorded.bytes() == original)
  }

  @Test(arguments: TestProgramme.allCases, [1, 2])
  func `patches over unchanged sound are as clean as the stream, at their ends too`(
    sound: TestProgramme, channels: Int
  ) throws {
    let rate = 44_100
    let programme = sound.block(seconds: 24, rate: rate, channels: channels)
    let recorded = try Recorded(programme, rate: rate, bitRate: channels * 64_000)
    let noise = SegmentalNoise(rate: rate)
    let serial = noise.ratios(try recorded.decoded(), programme)
    // At the start, in the middle, at the end.
    let count = recorded.tape.count
    let patches = [0..<4, 291..<297, 487..<511, count - 5..<count].map {
      AACPatch(wanted: $0, packetCount: count)
    }
    for patch in patches {
      let old = try recorded.tape.packets(patch.encoded)
      let new = try recorded.packets(patch)
      let first = patch.encoded.lowerBound
      let joined = try #require(
        patch.joined(
          old: { AACWindow(old[$0 - first]) }, new: { AACWindow(new.packets[$0 - first]) }))
      #expect(joined.lowerBound <= patch.wanted.lowerBound)
      #expect(joined.upperBound >= patch.wanted.upperBound)
      try recorded.tape.replace(
        from: joined.lowerBound, by: joined.map { new.packets[$0 - first] },
        lastFrames: new.lastFrames)
    }
    try recorded.rewrite()
    let decoded = try recorded.decoded()
    #expect(decoded.frameCount == programme.frameCount)
    let patched = noise.ratios(decoded, programme)
    let losses = zip(serial, patched).map { $0 - $1 }.sorted()
    #expect(losses.count > 200)
    #expect(abs(losses[losses.count / 2]) <= 0.05)
    // A join that does not fit leaves aliasing above all coding noise; a rate control that has not
    // quite settled shows where the noise is inaudible anyway.
    for (block, (whole, part)) in zip(serial, patched).enumerated() {
      #expect(part >= min(whole - 6, 30), "\(block): \(whole) \(part)")
    }
  }

  @Test func `a join is the nearest packet where both windows fit, or none`() {
    let long = AACWindow(AACWindowTests.bytes(AACWindowTests.pair + [(0, 1), (0, 2), (0, 1)]))
    let short = AACWindow(AACWindowTests.bytes(AACWindowTests.pair + [(0, 1), (1, 2), (0, 1)]))
    let patch = AACPatch(wanted: 200..<210, packetCount: 1_000)
    #expect(patch.kept == 175..<234)
    #expect(AACPatch(wanted: 500..<510, packetCount: 1_000).encoded == 500 - 24 - 258..<534)
    #expect(patch.joined(old: { _ in long }, new: { _ in long }) == 200..<210)
    // Packets 195 and 212 are the nearest behind which both go on alike.
    let fitting: Set<Int> = [190, 195, 212, 220]
    let joined = patch.joined(
      old: { _ in long }, new: { fitting.contains($0) ? long : short })
    #expect(joined == 196..<213)
    #expect(patch.joined(old: { _ in long }, new: { _ in short }) == nil)
    #expect(patch.joined(old: { _ in long }, new: { $0 < 205 ? long : short }) == nil)
    #expect(patch.joined(old: { _ in nil }, new: { _ in nil }) == nil)
    // Nothing has to fit before the first packet and behind the last.
    let whole = AACPatch(wanted: 0..<30, packetCount: 30)
    #expect(whole.joined(old: { _ in long }, new: { _ in short }) == 0..<30)
  }

  @Test func `patches cover what changed, apart from each other, or all is encoded again`() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<200 {
      let count = Int.random(in: 1...200_000, using: &random)
      let changed = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        let start = Int.random(in: 0..<count * 1_024, using: &random)
        return start..<min(count * 1_024, start + Int.random(in: 1...90_000, using: &random))
      }.sorted { $0.lowerBound < $1.lowerBound }
      let patches = AACPatch.patches(over: changed, packetCount: count)
      let share = Double(patches.reduce(0) { $0 + $1.encoded.count }) / Double(count)
      #expect(share <= AACPatch.largestShare)
      if patches.isEmpty { continue }
      for frames in changed {
        // Packet n sounds from 1024 (n - 1) to 1024 (n + 1).
        let first = max(0, frames.lowerBound / 1_024)
        let last = min(count - 1, frames.upperBound / 1_024 + 1)
        #expect(patches.contains { $0.wanted.contains(first) && $0.wanted.contains(last) })
      }
      for (one, next) in zip(patches, patches.dropFirst()) {
        #expect(next.wanted.lowerBound - one.wanted.upperBound > 2 * AACPatch.window)
      }
    }
    #expect(AACPatch.patches(over: [], packetCount: 100).isEmpty)
    #expect(AACPatch.patches(over: [0..<100_000], packetCount: 150).isEmpty)
    #expect(AACPatch.patches(over: [0..<5_000_000], packetCount: 1_000_000).isEmpty)
  }
}
