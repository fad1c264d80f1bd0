import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// WAV and W64 files in every sample format, read without a decoder.
@Suite struct PlainSampleTests {
  static let isPossible = Tools.ffmpeg != nil

  static func samples(_ url: URL) throws -> [[Float]] {
    let block = try WholeFile(url).block
    return (0..<block.channelCount).map { channel in
      block.withChannel(channel) { plane in plane.indices.map { plane[$0] } }
    }
  }

  @Test(
    .enabled(if: isPossible || Tools.required, "ffmpeg is absent"),
    arguments: ["pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"],
    [("wav", 1, 8_000), ("wav", 2, 48_000), ("w64", 2, 44_100), ("wav", 6, 192_000)])
  func `are exactly what ffmpeg's own decoder makes of them`(
    codec: String, file: (container: String, channels: Int, rate: Int)
  ) throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    let planes = (0..<file.channels).map {
      chatter(frames: 50_021, rate: file.rate, level: 0.9, seed: UInt64($0 + 1))
    }
    try wavBytes(planes, rate: file.rate).write(to: input)
    let (coded, plain) = (folder.file("coded.\(file.container)"), folder.file("plain.f32"))
    let ffmpeg = try #require(Tools.ffmpeg)
    _ = try Tools.run(ffmpeg, ["-v", "error", "-i", input.path, "-c:a", codec, coded.path])
    _ = try Tools.run(ffmpeg, ["-v", "error", "-i", coded.path, "-f", "f32le", plain.path])
    let floats = try unsafe Data(contentsOf: plain).withUnsafeBytes {
      unsafe Array($0.bindMemory(to: Float.self))
    }
    let read = try Self.samples(coded)
    for channel in 0..<file.channels {
      // W64 pads its data to eight bytes, which ffmpeg takes for a frame.
      let plane = stride(from: channel, to: floats.count, by: file.channels).map { floats[$0] }
      let isSame = read[channel] == plane
      #expect(isSame && plane.count >= 50_021)
    }
  }

  @Test(arguments: 0..<8)
  func `a file cut inside a frame gives its whole frames`(cut: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("cut.wav")
    let planes = (0..<2).map { chatter(frames: 20_000, rate: 48_000, level: 1, seed: UInt64($0)) }
    try wavBytes(planes, rate: 48_000).dropLast(cut).write(to: url)
    let frames = 20_000 - (cut + 7) / 8
    let read = try Self.samples(url)
    #expect(read == planes.map { Array($0.prefix(frames)) })
  }

  @Test func `floats that are no numbers are replaced and counted`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("nan.wav")
    try wavBytes([[0.5, .nan, .infinity, -100, 0.25]], rate: 48_000).write(to: url)
    let file = try WholeFile(url)
    #expect(try Self.samples(url) == [[0.5, 0, 0, -8, 0.25]])
    #expect(file.faults.repairedSamples == 3)
  }

  @Test(arguments: [1, 7, 4_096, 100_000])
  func `what is read does not depend on how much is asked for`(size: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("a.wav")
    let plane = chatter(frames: 30_001, rate: 48_000, level: 1, seed: 3)
    try wavBytes([plane], rate: 48_000).write(to: url)
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    var reader = try MediaReader(descriptor: file.descriptor, stop: StopFlag())
    var block = AudioBlock(channelCount: 1, capacity: 30_001 + size)
    var before = -1
    while block.frameCount != before {
      before = block.frameCount
      try reader.read(into: &block, upTo: size)
      #expect(block.frameCount - before <= size)
    }
    #expect(block == AudioBlock(channels: [plane]))
    #expect(reader.framesRead == 30_001)
  }
}
