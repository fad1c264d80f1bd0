import Testing

@testable import MediaPipeline

@Suite struct MP3GridTests {
  @Test(arguments: [
    (44_100, 128, 49), (44_100, 112, 7), (44_100, 224, 7), (44_100, 320, 49), (22_050, 64, 49),
    (11_025, 32, 49), (48_000, 128, 1), (32_000, 40, 1), (24_000, 8, 1), (16_000, 56, 1),
    (12_000, 24, 1), (8_000, 8, 1),
  ])
  func `the padding pattern repeats`(rate: Int, kilobits: Int, period: Int) throws {
    let format = try MP3Format(sampleRate: rate, channels: 2, bitRate: kilobits * 1_000)
    #expect(format.paddingPeriod == period)
  }

  @Test(arguments: TestFormats.all)
  func `LAME pads every frame as it padded the one a period before`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let format = try MP3Format(sampleRate: rate, channels: channels, bitRate: kilobits * 1_000)
    let sound = TestProgramme.speech.block(seconds: 4, rate: rate, channels: channels)
    let padded = try StitchedProgramme.serial(sound, format).frames.map(\.header.isPadded)
    let period = format.paddingPeriod
    for number in period..<padded.count { #expect(padded[number] == padded[number - period]) }
    // The least one: half of an odd period or any other divisor would not do.
    if period == 49 { #expect((7..<padded.count).contains { padded[$0] != padded[$0 - 7] }) }
    if period > 1 { #expect(padded.contains(true) && padded.contains(false)) }
  }

  @Test(arguments: TestFormats.all)
  func `segments cover the programme without gaps and start on the pattern`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let format = try MP3Format(sampleRate: rate, channels: channels, bitRate: kilobits * 1_000)
    let grid = MP3Grid(format: format)
    for seconds in [0, 1, 29, 45, 61, 3_600] {
      let total = seconds * rate + 17
      let segments = grid.segments(totalSamples: total)
      #expect(segments[0].samplesNeeded(total: total).lowerBound == 0)
      #expect(segments.last?.samplesNeeded(total: total).upperBound == total)
      #expect(segments.last?.endFrame == nil)
      for (left, right) in zip(segments, segments.dropFirst()) {
        #expect(left.endFrame == right.firstFrame)
        for warmUp in MP3Stitcher.warmUps {
          let warm = right.warmedUp(warmUp)
          #expect(warm.startFrame % format.paddingPeriod == 0)
          #expect(warm.firstFrame - warm.startFrame >= warmUp)
        }
        #expect(right.firstFrame - right.startFrame == MP3Grid.warmUp)
        #expect(
          left.samplesNeeded(total: total).upperBound
            > (right.firstFrame + MP3Segment.seamWindow) * format.samplesPerFrame)
      }
      #expect(segments.count >= seconds / 46 && segments.count <= seconds / 20 + 1)
    }
  }

  @Test func `rates that layer III does not have are refused`() {
    #expect(throws: MediaError.self) {
      try MP3Format(sampleRate: 96_000, channels: 2, bitRate: 128_000)
    }
    #expect(throws: MediaError.self) {
      try MP3Format(sampleRate: 48_000, channels: 2, bitRate: 144_000)
    }
    #expect(throws: MediaError.self) {
      try MP3Format(sampleRate: 48_000, channels: 6, bitRate: 128_000)
    }
  }
}
