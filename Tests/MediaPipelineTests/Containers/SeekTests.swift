import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Reading from the middle of a file gives what reading through gives, or is refused.
@Suite struct SeekTests {
  static let seconds = 9

  static func sound(_ channels: Int, rate: Int) -> [[Float]] {
    (0..<channels).map {
      chatter(frames: seconds * rate + 17, rate: rate, level: 0.3, seed: UInt64($0))
    }
  }

  /// Everything from a frame on.
  static func rest(of url: URL, from frame: Int) throws -> AudioBlock? {
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    var reader = try MediaReader(descriptor: file.descriptor, stop: StopFlag())
    // Somewhere else first, as a render is.
    _ = try reader.next()
    guard try reader.seek(to: frame) else { return nil }
    var rest = AudioBlock(channelCount: reader.format.channelCount)
    while let block = try reader.next() { rest.append(contentsOf: block) }
    #expect(reader.framesRead == frame + rest.frameCount)
    return rest
  }

  static func check(_ url: URL, _ rate: Int, _ seed: UInt64) throws {
    let whole = try WholeFile(url).block
    var random = SeededGenerator(seed: seed)
    let frames =
      [0, 1, 4_095, 4_096, whole.frameCount - 1]
      + (0..<12).map { _ in Int.random(in: 0..<whole.frameCount, using: &random) }
    for frame in frames {
      let rest = try #require(try Self.rest(of: url, from: frame), "\(frame)")
      #expect(rest == whole.slice(frame..<whole.frameCount), "\(frame)")
    }
  }

  @Test(arguments: [(1, 44_100), (2, 48_000)])
  func `a WAV is read from any frame, whatever its samples are`(channels: Int, rate: Int) throws {
    let folder = try TemporaryFolder()
    let plain = folder.file("a.wav")
    try wavBytes(Self.sound(channels, rate: rate), rate: rate).write(to: plain)
    try Self.check(plain, rate, 1)
    let written = folder.file("b.wav")
    try write(Self.sound(channels, rate: rate), to: written, format: .wav, rate: rate)
    try Self.check(written, rate, 2)
  }

  @Test(arguments: [(1, 44_100), (2, 48_000)])
  func `a FLAC is read from any frame`(channels: Int, rate: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("a.flac")
    try write(Self.sound(channels, rate: rate), to: url, format: .flac, rate: rate)
    try Self.check(url, rate, 3)
  }

  @Test(arguments: [DeliverableFormat.mp3, .m4a, .opus])
  func `a decoder with a memory is never moved`(format: DeliverableFormat) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("a.\(format.rawValue)")
    try write(Self.sound(1, rate: 48_000), to: url, format: format, rate: 48_000)
    #expect(try Self.rest(of: url, from: 48_000) == nil)
  }

  @Test func `a programme of several parts is skipped through to the very frame`() throws {
    let folder = try TemporaryFolder()
    let urls = try (0..<3).map { part in
      let url = folder.file(part == 1 ? "1.flac" : "\(part).wav")
      let sound = [chatter(frames: 200_000 + part, rate: 48_000, level: 0.2, seed: UInt64(part))]
      if part == 1 {
        try write(sound, to: url, format: .flac, rate: 48_000)
      } else {
        try wavBytes(sound, rate: 48_000).write(to: url)
      }
      return url
    }
    let files = try urls.map(OpenFile.init(reading:))
    defer { withExtendedLifetime(files) {} }
    let plain = try InputSet(
      zip(urls, files).map { RenderInput(name: $0.lastPathComponent, descriptor: $1.descriptor) },
      selection: InputSelection(fromSeconds: 0.5, toSeconds: 12), stop: StopFlag())
    let survey = try Survey(plain, stop: StopFlag(), sanitises: true) { _ in }
    let set = plain.measured(survey)
    #expect(set.inputStarts == [0, 200_000, 400_001])
    func programme() -> Programme {
      Programme(set, sampleRate: 48_000, stop: StopFlag(), sanitises: true)
    }
    var through = programme()
    var whole = AudioBlock(channelCount: 1)
    while let block = try through.next() { whole.append(contentsOf: block) }
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20 {
      var stream = programme()
      var frame = 0
      for _ in 0..<3 {
        guard frame < whole.frameCount else { break }
        frame = Int.random(in: frame..<whole.frameCount, using: &random)
        guard frame > stream.position else { continue }
        try stream.skip(to: frame)
        // The end of what is read on its way may lie before; never behind.
        #expect(stream.position <= frame)
        while stream.position < frame {
          _ = try #require(try stream.next(frames: frame - stream.position))
        }
        guard let block = try stream.next(frames: 5_000) else { break }
        #expect(block == whole.slice(frame..<min(whole.frameCount, frame + 5_000)), "\(frame)")
        frame = stream.position
      }
    }
  }
}
