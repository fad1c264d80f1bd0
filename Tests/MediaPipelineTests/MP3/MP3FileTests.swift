import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

@Suite struct MP3FileTests {
  private static let mpg123 = BuiltProgram.tool("mpg123")
  private static let hasPlayers = Tools.ffmpeg != nil && Tools.ffprobe != nil && mpg123 != nil

  private static func stitch(
    _ row: (rate: Int, channels: Int, kilobits: Int), _ sound: TestProgramme, to url: URL
  ) throws -> StitchedProgramme {
    let format = try MP3Format(
      sampleRate: row.rate, channels: row.channels, bitRate: row.kilobits * 1_000)
    let stitched = try StitchedProgramme(
      sound.block(seconds: 8, rate: row.rate, channels: row.channels), format, segmentSeconds: 3)
    try stitched.write(to: url)
    return stitched
  }

  @Test func `the check is CRC-16 with 0x8005 reflected`() {
    var check = CRC16()
    check.add("123456789".utf8)
    // The check value of CRC-16/ARC in the catalogue of parametrised CRC algorithms.
    #expect(check.value == 0xBB3D)
  }

  @Test(arguments: TestFormats.all)
  func `our reader gives exactly the frames that were encoded`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    let stitched = try Self.stitch((rate, channels, kilobits), .speech, to: url)
    let read = try WholeFile(url)
    #expect(read.block.frameCount == stitched.programme.frameCount)
    #expect(read.faults.damagedPackets == 0)
    #expect(read.source.format.sampleRate == rate)
  }

  @Test(arguments: [1, 575, 1_104, 1_105, 1_151, 1_152, 1_153, 47_999, 48_000])
  func `any length comes back`(samples: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    let format = try MP3Format(sampleRate: 48_000, channels: 1, bitRate: 128_000)
    let sound = TestProgramme.music.block(seconds: 1, rate: 48_000, channels: 1)
      .slice(0..<samples)
    let run = try StitchedProgramme.serial(sound, format)
    try StitchedProgramme.write(run, samples: samples, to: url)
    #expect(try WholeFile(url).block.frameCount == samples)
  }

  @Test(
    .enabled(if: hasPlayers || Tools.required, "ffmpeg, ffprobe or mpg123 is not installed"),
    arguments: TestFormats.all)
  func `ffmpeg and mpg123 decode every frame without an error and exactly`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    let raw = folder.file("out.raw")
    for sound in TestProgramme.allCases {
      let stitched = try Self.stitch((rate, channels, kilobits), sound, to: url)
      let bytes = stitched.programme.frameCount * channels * 2
      let ffmpeg = try #require(Tools.ffmpeg)
      let said = try Tools.run(
        ffmpeg,
        [
          "-v", "warning", "-xerror", "-err_detect", "explode", "-nostdin", "-y", "-i", url.path,
          "-f", "s16le", raw.path,
        ])
      #expect(said.isEmpty, "\(said)")
      #expect(try Data(contentsOf: raw).count == bytes)
      let mpg123 = try #require(Self.mpg123)
      let frames = try mpg123("-q", "-w", folder.file("out.wav").path, url.path)
      #expect(frames.exitCode == 0 && frames.standardError.isEmpty, "\(frames.standardError)")
      #expect(try WholeFile(folder.file("out.wav")).block.frameCount * channels * 2 == bytes)
    }
  }

  @Test(
    .enabled(if: PackageRoot.python != nil || Tools.required, "the Python of .venv is not there"),
    arguments: TestFormats.all)
  func `mutagen reads the exact length and the encoder`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    let stitched = try Self.stitch((rate, channels, kilobits), .music, to: url)
    let script = """
      import sys, mutagen.mp3
      i = mutagen.mp3.MP3(sys.argv[1]).info
      print(round(i.length * i.sample_rate), i.sample_rate, i.channels, i.bitrate_mode, i.sketchy)
      print(i.encoder_info)
      """
    let python = try #require(PackageRoot.python)
    let lines = try Tools.run(python.path, ["-c", script, url.path]).split(separator: "\n")
    #expect(
      lines.first ?? ""
        == "\(stitched.programme.frameCount) \(rate) \(channels) BitrateMode.CBR False")
    #expect(lines.last?.hasPrefix("LAME 3.") == true, "\(lines)")
  }

  @Test(arguments: TestFormats.all)
  func `the Info frame says what libavformat's own says of the same frames`(
    rate: Int, channels: Int, kilobits: Int
  ) throws {
    let folder = try TemporaryFolder()
    let format = try MP3Format(sampleRate: rate, channels: channels, bitRate: kilobits * 1_000)
    let sound = TestProgramme.music.block(seconds: 5, rate: rate, channels: channels)
    let planes = (0..<channels).map { channel in
      sound.withChannel(channel) { span in (0..<span.count).map { span[$0] } }
    }
    let theirs = folder.file("theirs.mp3")
    let ours = folder.file("ours.mp3")
    try write(planes, to: theirs, format: .mp3, rate: rate, bitRate: kilobits * 1_000)
    let run = try StitchedProgramme.serial(sound, format)
    try StitchedProgramme.write(run, samples: sound.frameCount, to: ours)

    let expected = try InfoFields(theirs, musicBytes: run.bytes.count)
    let made = try InfoFields(ours, musicBytes: run.bytes.count)
    // Version, layer, bit rate, sample rate; the mode is that of the music, theirs is always plain.
    #expect(made.headerBits.prefix(3) == expected.headerBits.prefix(3))
    #expect(made.frameBytes == expected.frameBytes)
    #expect(made.number(0, 8) == expected.number(0, 8), "letters and flags")
    for (name, offset, count) in [
      ("frames", 8, 4), ("bytes", 0x0C, 4), ("delay and padding", 0x8D, 3),
      ("music length", 0x94, 4), ("music CRC", 0x98, 2),
    ] {
      #expect(made.number(offset, count) == expected.number(offset, count), "\(name)")
    }
    // Theirs points at most one frame further on than the start of the frame that is meant.
    let oneFrame = 256 * made.frameBytes / run.bytes.count + 1
    for index in 0..<100 {
      #expect(
        abs(made.number(0x10 + index, 1) - expected.number(0x10 + index, 1)) <= oneFrame + 1)
    }
    #expect(made.tagCheck == made.number(0x9A, 2))
    // libavformat always checks 190 bytes; LAME, and so do we, all bytes up to the check: the same
    // with the side information of stereo MPEG-1.
    if channels == 2 && rate >= 32_000 { #expect(expected.tagCheck == expected.number(0x9A, 2)) }
  }

  @Test func `the table to seek by leads to the frame at each hundredth`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    let stitched = try Self.stitch((44_100, 2, 128), .speech, to: url)
    let info = try InfoFields(url, musicBytes: stitched.frames.bytes.count)
    let total = info.frameBytes + stitched.frames.bytes.count
    for index in 0..<100 {
      let frame = stitched.frames.frames[index * stitched.frames.frames.count / 100]
      #expect(info.number(0x10 + index, 1) == 256 * (info.frameBytes + frame.start) / total)
    }
  }

  @Test func `the ID3v2 tag lies in front, untouched`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    let format = try MP3Format(sampleRate: 48_000, channels: 2, bitRate: 128_000)
    let sound = TestProgramme.music.block(seconds: 1, rate: 48_000, channels: 2)
    let run = try StitchedProgramme.serial(sound, format)
    // ID3v2.3 with TIT2 "Ab": ten bytes of header, one frame of ten and three bytes.
    let tag: [UInt8] =
      Array("ID3".utf8) + [3, 0, 0, 0, 0, 0, 13] + Array("TIT2".utf8)
      + [0, 0, 0, 3, 0, 0, 0] + Array("Ab".utf8)
    try StitchedProgramme.write(run, samples: sound.frameCount, to: url, tag: tag)
    #expect(try Array(Data(contentsOf: url).prefix(tag.count)) == tag)
    let read = try WholeFile(url)
    #expect(read.tags == ["title": "Ab"])
    #expect(read.block.frameCount == sound.frameCount)
  }

  @Test func `no frame is an error, not an empty file`() throws {
    let folder = try TemporaryFolder()
    let output = try OpenFile(writing: folder.file("out.mp3"))
    defer { withExtendedLifetime(output) {} }
    let file = MP3File(descriptor: output.descriptor)
    #expect(throws: MediaError.self) { try file.finish(samples: 0, stop: StopFlag()) }
  }

  @Test func `a stop ends the reading back of the music`() throws {
    let folder = try TemporaryFolder()
    let output = try OpenFile(writing: folder.file("out.mp3"))
    defer { withExtendedLifetime(output) {} }
    let format = try MP3Format(sampleRate: 48_000, channels: 1, bitRate: 64_000)
    let sound = TestProgramme.speech.block(seconds: 1, rate: 48_000, channels: 1)
    var file = MP3File(descriptor: output.descriptor)
    try file.put(try StitchedProgramme.serial(sound, format))
    let stop = StopFlag()
    stop.request()
    let error = #expect(throws: MediaError.self) {
      try file.finish(samples: sound.frameCount, stop: stop)
    }
    #expect(error?.code == .cancelled)
  }
}

/// The Info frame in front of a file's music.
struct InfoFields {
  private let frame: [UInt8]
  private let letters: Int

  init(_ url: URL, musicBytes: Int) throws {
    let before = try Array(Data(contentsOf: url).dropLast(musicBytes))
    let name = Array("Info".utf8)
    let found = before.indices.dropLast(4).first { Array(before[$0..<$0 + 4]) == name }
    guard let found else { throw CocoaError(.fileReadCorruptFile) }
    // The last sync in front of the letters.
    let start = before[..<found].lastIndex(of: 0xFF) ?? 0
    frame = Array(before[start...])
    letters = found - start
  }

  var frameBytes: Int { frame.count }
  var headerBits: [UInt8] { Array(frame.prefix(4)) }

  func number(_ offset: Int, _ count: Int) -> Int {
    frame[letters + offset..<letters + offset + count].reduce(0) { $0 &<< 8 | Int($1) }
  }

  /// The check of the frame up to where the check stands.
  var tagCheck: Int {
    var check = CRC16()
    check.add(frame[..<(letters + 0x9A)])
    return Int(check.value)
  }
}
