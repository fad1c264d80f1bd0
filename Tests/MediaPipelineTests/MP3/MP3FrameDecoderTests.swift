import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct MP3FrameDecoderTests {
  @Test(arguments: TestFormats.all)
  func `any window is bit for bit what a reader of the whole file gives`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    let format = try MP3Format(sampleRate: rate, channels: channels, bitRate: kilobits * 1_000)
    let stitched = try StitchedProgramme(
      TestProgramme.bursts.block(seconds: 8, rate: rate, channels: channels), format,
      segmentSeconds: 3)
    try stitched.write(to: url)
    let whole = try WholeFile(url).block
    #expect(whole.frameCount == stitched.programme.frameCount)

    var random = SeededGenerator(seed: UInt64(rate + kilobits))
    var windows = [0..<whole.frameCount, 0..<1, whole.frameCount - 1..<whole.frameCount, 40..<40]
    for seam in stitched.seams {
      let middle = seam.frame * format.samplesPerFrame - MP3Format.startPadding
      windows.append(middle - 3_000..<middle + 3_000)
    }
    for _ in 0..<20 {
      let start = Int.random(in: 0..<whole.frameCount, using: &random)
      windows.append(start..<Int.random(in: start...whole.frameCount, using: &random))
    }
    for window in windows {
      // Exactly the frames asked for, so that more cannot help.
      let needed = MP3FrameDecoder.framesNeeded(for: window, format: format)
      let frames = stitched.frames.part(needed.clamped(to: stitched.frames.numbers))
      var part = AudioBlock(channelCount: format.channels, frameCount: 3)
      try MP3FrameDecoder.decode(
        window, from: MP3Frames(frames), format: format, into: &part)
      part.dropFirst(3)
      #expect(part == whole.slice(window), "\(window)")
    }
  }

  @Test func `missing frames are an error`() throws {
    let format = try MP3Format(sampleRate: 48_000, channels: 1, bitRate: 128_000)
    let sound = TestProgramme.music.block(seconds: 3, rate: 48_000, channels: 1)
    let run = try StitchedProgramme.serial(sound, format)
    let late = run.part(60..<run.numbers.upperBound)
    var none = AudioBlock(channelCount: 1)
    #expect(throws: MediaError.self) {
      try MP3FrameDecoder.decode(
        70_000..<80_000, from: MP3Frames(late), format: format, into: &none)
    }
    let early = run.part(0..<60)
    #expect(throws: MediaError.self) {
      try MP3FrameDecoder.decode(
        60_000..<80_000, from: MP3Frames(early), format: format, into: &none)
    }
  }
}
