import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Runs that cannot be joined: LAME has made none in hours of material, so foreign ones are laid into
/// the folder of work, where the lane finds them as if a killed process had made them.
@Suite struct MP3MissingSeamTests {
  static let rate = 48_000

  /// A render whose runs can be replaced.
  struct Place {
    let planned: PlannedDeliverables
    let format: MP3Format
    var layout: MP3Layout

    init(seconds: Int) throws {
      planned = try PlannedDeliverables(
        [chatter(frames: seconds * rate + 77, rate: rate, level: 0.3, seed: 12)], rate: rate,
        ["a.mp3"], bitRate: 128_000)
      format = try #require(planned.deliverable.settings.runFormat)
      let samples = planned.survey.frameCount
      layout = MP3Layout(
        MP3Grid(format: format).segments(totalSamples: samples), format: format, samples: samples)
    }

    /// Gives a stretch runs, warm as can be, whose windows fit nothing.
    func spoil(_ place: Int) throws {
      for warmUp in MP3Stitcher.warmUps {
        let segment = layout.stretches[place].warmedUp(warmUp)
        let end = segment.keptEnd ?? planned.survey.frameCount / format.samplesPerFrame
        let frame = BuiltFrames.Wanted(blockType: 2, isMixed: true)
        let run = try BuiltFrames.run(
          Array(repeating: frame, count: end - segment.startFrame), firstFrame: segment.startFrame)
        let name = MP3RunName(
          segment, samples: planned.survey.frameCount, under: planned.deliverable.search.plan.curve)
        try planned.deliverable.file.work.write(MP3RunPart.bytes(run), to: name.text)
      }
    }

    /// Every frame that one encoder makes of the same sound.
    func serialFrames() throws -> MP3FrameRun {
      var block = try WholeFile(planned.folder.file("in.wav")).block
      planned.deliverable.search.plan.curve.apply(to: &block, firstFrame: 0, sampleRate: rate)
      return try StitchedProgramme.encode(
        MP3Segment(format: format, index: 0, firstFrame: 0, endFrame: nil, warmUp: 0), block)
    }
  }

  @Test func `where two runs do not meet, they meet later, and the sound is as clean`() throws {
    let place = try Place(seconds: 95)
    #expect(place.layout.stretches.count == 3)
    try place.spoil(1)
    try place.planned.render()
    let seams = place.planned.deliverable.seams
    try #require(seams.count == 2)
    let first = place.layout.stretches[1].firstFrame
    #expect(seams[0].frame > first + MP3Segment.seamWindow)
    #expect(seams[1].frame >= place.layout.stretches[2].firstFrame)
    let written = try place.planned.written()
    #expect(written.damagedPackets == 0)
    #expect(written.block.frameCount == place.planned.survey.frameCount)
    // The same frames as a serial encode everywhere but behind the seams, so nothing foreign.
    let serial = try place.serialFrames()
    let noise = SegmentalNoise(rate: Self.rate)
    var levelled = try WholeFile(place.planned.folder.file("in.wav")).block
    place.planned.deliverable.search.plan.curve.apply(
      to: &levelled, firstFrame: 0, sampleRate: Self.rate)
    var sound = AudioBlock(channelCount: 1, capacity: levelled.frameCount)
    try MP3FrameDecoder.decode(
      0..<levelled.frameCount, from: MP3Frames(serial), format: place.format, into: &sound)
    let (made, wanted) = (noise.ratios(written.block, levelled), noise.ratios(sound, levelled))
    try #require(made.count == wanted.count)
    let losses = zip(made, wanted).map { $1 - $0 }.sorted()
    #expect(losses[losses.count / 2] < 0.05)
    #expect(try #require(losses.last) < 6)
  }

  @Test func `where no two runs ever meet, all is one serial run`() throws {
    var place = try Place(seconds: 95)
    var spoilt = 0
    while place.layout.stretches.count > 1 {
      try place.spoil(1)
      spoilt += 1
      place.layout.move(.start(1))
    }
    #expect(spoilt > 2)
    try place.planned.render()
    #expect(place.planned.deliverable.seams.isEmpty)
    let bytes = try place.planned.bytes(place.planned.deliverable)
    let serial = try place.serialFrames()
    #expect(bytes.suffix(serial.bytes.count) == serial.bytes[...])
    // Before them the tag and the Info frame, nothing else.
    #expect(bytes.count - serial.bytes.count < 2_000)
  }
}
