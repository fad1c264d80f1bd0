import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct RoundTripTests {
  static let lengths = [577, 1_151, 1_152, 48_000, 240_000 / 4 + 7]

  @Test(arguments: DeliverableFormat.allCases, lengths)
  func `every format decodes to exactly the frames it was given`(
    format: DeliverableFormat, frames: Int
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    let left = tone(440, level: 0.5, frames: frames, rate: 48_000)
    let right = tone(660, level: 0.25, frames: frames, rate: 48_000)
    try write([left, right], to: url, format: format, rate: 48_000)

    let read = try WholeFile(url)

    #expect(read.block.frameCount == frames)
    #expect(read.source.format.roles == [.frontLeft, .frontRight])
    if format == .flac || format == .wav {
      let worst = read.block.withChannel(0) { span in
        left.indices.map { abs(span[$0] - left[$0]) }.max()!
      }
      // Half a step of 24 bits.
      #expect(worst <= 0.5 / 8_388_608)
    }
  }

  @Test(arguments: [DeliverableFormat.mp3, .m4a], [44_100, 48_000])
  func `mono keeps its channel and its rate`(format: DeliverableFormat, rate: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    try write(
      [tone(440, level: 0.5, frames: rate, rate: rate)], to: url, format: format, rate: rate)
    let read = try WholeFile(url)
    #expect(read.block.frameCount == rate)
    #expect(read.source.format == .mono(sampleRate: rate))
  }

  @Test(arguments: [DeliverableFormat.mp3, .m4a, .flac, .opus])
  func `tags come back as they went in`(format: DeliverableFormat) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    let tags = [
      "title": "Épisode 1 — L’atelier", "artist": "e-square", "album": "Le Tiers-Lieu",
      "comment": "Нумер 1 ☕️",
    ]
    try write(
      [tone(440, level: 0.5, frames: 48_000, rate: 48_000)], to: url, format: format, rate: 48_000,
      metadata: MediaMetadata(tags: tags))
    #expect(try WholeFile(url).tags == tags)
  }

  @Test(arguments: [DeliverableFormat.mp3, .m4a, .flac])
  func `the cover comes back byte for byte`(format: DeliverableFormat) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    let cover = try CoverImage(bytes: Pictures.png)
    try write(
      [tone(440, level: 0.5, frames: 48_000, rate: 48_000)], to: url, format: format, rate: 48_000,
      metadata: MediaMetadata(cover: cover))
    let read = try WholeFile(url)
    #expect(read.cover == Pictures.png)
    #expect(read.block.frameCount == 48_000)
  }

  @Test(arguments: [DeliverableFormat.mp3, .m4a, .opus, .flac])
  func `chapters come back in order, those beyond the end do not`(
    format: DeliverableFormat
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    let marks = [
      Chapter(startSeconds: 1.5, title: "Deuxième"), Chapter(startSeconds: 0, title: "Début"),
      Chapter(startSeconds: 99, title: "Trop loin"),
    ]
    try write(
      [tone(440, level: 0.5, frames: 96_000, rate: 48_000)], to: url, format: format, rate: 48_000,
      metadata: MediaMetadata(chapters: marks))
    let read = try WholeFile(url).chapters
    #expect(read == [marks[1], marks[0]])
  }

  /// 0.06 dB: what the encoders' quantisation does to a tone.
  @Test(arguments: DeliverableFormat.allCases, [96_000, 128_000, 192_000, 224_000, 320_000])
  func `the decoded file is as loud as what was given`(
    format: DeliverableFormat, bitRate: Int
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    let samples = tone(997, level: 0.5, frames: 96_000, rate: 48_000)
    try write(
      [samples], to: url, format: format, rate: 48_000,
      // libopus takes at most 256 kb/s a channel.
      bitRate: format.defaultBitRate == 0 ? 0 : format == .opus ? min(bitRate, 256_000) : bitRate)
    let power = try WholeFile(url).block.slice(24_000..<72_000).withChannel(0) { span in
      (0..<span.count).reduce(0.0) { $0 + Double(span[$1] * span[$1]) } / Double(span.count)
    }
    #expect(abs(10 * log10(power / 0.125)) <= 0.06)
  }

  @Test func `samples that are not finite reach no encoder`() throws {
    let folder = try TemporaryFolder()
    var samples = tone(440, level: 0.5, frames: 48_000, rate: 48_000)
    samples[100] = .nan
    samples[101] = .infinity
    samples[102] = 1e20
    for format in DeliverableFormat.allCases {
      let url = folder.file("nan.\(format.rawValue)")
      try write([samples, samples], to: url, format: format, rate: 48_000)
      #expect(try WholeFile(url).block.frameCount == 48_000)
    }
  }

  @Test(.enabled(if: Tools.ffprobe != nil || Tools.required, "ffprobe is not installed"))
  func `ffprobe reads the MP3's ID3v2 tags, cover and chapters`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    try write(
      [tone(440, level: 0.5, frames: 96_000, rate: 48_000)], to: url, format: .mp3, rate: 48_000,
      metadata: MediaMetadata(
        tags: ["title": "Épisode 1", "artist": "e-square"],
        chapters: [
          Chapter(startSeconds: 0, title: "Début"), Chapter(startSeconds: 1, title: "Fin"),
        ], cover: CoverImage(bytes: Pictures.png)))
    let text = try Tools.run(
      #require(Tools.ffprobe),
      ["-v", "error", "-show_format", "-show_streams", "-show_chapters", url.path])
    for line in [
      "TAG:title=Épisode 1", "TAG:artist=e-square", "TAG:title=Début", "TAG:title=Fin",
      "DISPOSITION:attached_pic=1", "codec_name=png", "codec_name=mp3",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    // ID3 version 2.3: older players read no 2.4.
    #expect(try Data(contentsOf: url).prefix(4) == Data([0x49, 0x44, 0x33, 3]))
  }
}

/// Writes planes into a file.
func write(
  _ planes: [[Float]], to url: URL, format: DeliverableFormat, rate: Int,
  metadata: MediaMetadata = MediaMetadata(), bitRate: Int? = nil
) throws {
  let file = try OpenFile(writing: url)
  defer { withExtendedLifetime(file) {} }
  var writer = try MediaWriter(
    descriptor: file.descriptor,
    settings: .init(format: format, sampleRate: rate, channels: planes.count, bitRate: bitRate),
    metadata: metadata,
    durationSeconds: Double(planes[0].count) / Double(rate), stop: StopFlag())
  try writer.add(AudioBlock(channels: planes))
  try writer.finish()
}

/// Tiny pictures.
enum Pictures {
  /// One red pixel, ISO/IEC 15948.
  static let png: [UInt8] = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
    )!)
}
