import Foundation
import Glibc
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Bad input and bad output: one code each, and nothing left behind.
@Suite struct BadInputTests {
  /// The code a failed job ends with, after checking that the folder is as it was.
  private func code(
    _ input: URL, in folder: TemporaryFolder, output: URL? = nil, stop: StopFlag = StopFlag()
  ) throws -> MediaError.Code? {
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    var found: MediaError.Code?
    do {
      _ = try RenderJobTests.job(
        [input], [output ?? folder.file("out.mp3")], report: folder.file("r.json"), stop: stop)
    } catch let error as MediaError {
      found = error.code
      #expect(!error.subject.isEmpty, "\(error)")
      #expect(!error.detail.isEmpty)
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(after == before)
    return found
  }

  @Test func `no bytes, no samples, a text and a cut header each have their code`() throws {
    let folder = try TemporaryFolder()
    let whole = wavBytes([tone(440, level: 0.5, frames: 4_800, rate: 48_000)], rate: 48_000)
    let cases: [(String, Data, MediaError.Code)] = [
      ("empty.wav", Data(), .emptyInput),
      ("nosample.wav", wavBytes([[]], rate: 48_000), .emptyInput),
      ("text.wav", Data(String(repeating: "pas un son\n", count: 999).utf8), .unsupportedFormat),
      ("playlist.mp3", Data("#EXTM3U\n#EXTINF:1,\n/etc/passwd\n".utf8), .unsupportedFormat),
      ("cut.wav", whole.prefix(30), .unreadable),
    ]
    for (name, bytes, expected) in cases {
      let url = folder.file(name)
      try bytes.write(to: url)
      #expect(try code(url, in: folder) == expected, "\(name)")
    }
  }

  @Test(.enabled(if: Tools.ffmpeg != nil || Tools.required, "ffmpeg is not installed"))
  func `an M4A without its index and a video without sound each have their code`() throws {
    let folder = try TemporaryFolder()
    let whole = folder.file("whole.m4a")
    try write(
      [tone(440, level: 0.5, frames: 96_000, rate: 48_000)], to: whole, format: .m4a, rate: 48_000)
    var bytes = try Data(contentsOf: whole)
    let moov = try #require(bytes.range(of: Data("moov".utf8)))
    bytes.replaceSubrange(moov, with: Data("junk".utf8))
    let url = folder.file("nomoov.m4a")
    try bytes.write(to: url)
    #expect(try code(url, in: folder) == .unreadable)

    let video = folder.file("video.mp4")
    _ = try Tools.run(
      try #require(Tools.ffmpeg),
      [
        "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1:s=64x64", "-pix_fmt", "yuv420p",
        video.path,
      ])
    #expect(try code(video, in: folder) == .noAudio)
  }

  @Test func `a disk that fails in the middle is a failure and no short episode`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("take.wav")
    try wavBytes([tone(440, level: 0.5, frames: 480_000, rate: 48_000)], rate: 48_000)
      .write(to: url)
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    var reader = try MediaReader(descriptor: file.descriptor, stop: StopFlag())
    _ = try reader.next()
    // A folder put in the file's place cannot be read (EISDIR), as a drive that drops out (EIO).
    let broken = unsafe open(folder.url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    #expect(dup2(broken, file.descriptor) == file.descriptor)
    close(broken)
    var failure: MediaError?
    do {
      while try reader.next() != nil {}
    } catch {
      failure = error
    }
    #expect(failure?.code == .unreadable, "\(String(describing: failure))")
    #expect(reader.framesRead < 480_000)
  }

  @Test func `a folder is no output, and is refused before the work`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.mp3")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    let error = #expect(throws: MediaError.self) { try OutputFile(path: url.path) }
    #expect(error?.code == .outputUnwritable && error?.detail == "is a folder")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out.mp3"])
  }

  @Test func `a stop ends the check of a large file too`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("large.bin")
    try Data(count: 1 << 20).write(to: url)
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    let stop = StopFlag()
    stop.request()
    let error = #expect(throws: MediaError.self) {
      try FileDigest.sha256(descriptor: file.descriptor, stop: stop)
    }
    #expect(error?.code == .cancelled)
  }

  @Test func `a FLAC frame with a wrong check is skipped, counted and said`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("take.flac")
    try write(
      [chatter(frames: 480_000, rate: 48_000, level: 0.2, seed: 8)], to: url, format: .flac,
      rate: 48_000)
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 2] ^= 0x10
    try bytes.write(to: url)
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    let measured = try Measurement(
      of: RenderInput(name: "take.flac", descriptor: file.descriptor), stop: StopFlag())
    #expect(measured.warnings.contains(.damaged))
    #expect(measured.faults.damagedPackets >= 1)
  }

  @Test(
    .enabled(if: Tools.ffmpeg != nil || Tools.required, "ffmpeg is not installed"),
    arguments: [8_000, 11_025, 16_000])
  func `a whole MP3 of a low rate is not called cut off`(rate: Int) throws {
    let folder = try TemporaryFolder()
    let wave = folder.file("phone.wav")
    try wavBytes([chatter(frames: 4 * rate, rate: rate, level: 0.2, seed: 9)], rate: rate)
      .write(to: wave)
    let url = folder.file("phone.mp3")
    _ = try Tools.run(
      try #require(Tools.ffmpeg), ["-v", "error", "-i", wave.path, "-c:a", "libmp3lame", url.path])
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    let measured = try Measurement(
      of: RenderInput(name: "phone.mp3", descriptor: file.descriptor), stop: StopFlag())
    #expect(!measured.warnings.contains(.truncated))
  }

  @Test func `an output whose folder does not exist or is a file is refused`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([tone(440, level: 0.5, frames: 48_000, rate: 48_000)], rate: 48_000)
      .write(to: input)
    for path in ["absent/out.mp3", "in.wav/out.mp3"] {
      #expect(try code(input, in: folder, output: folder.file(path)) == .outputUnwritable)
    }
    #expect(try code(input, in: folder, output: folder.file("out.txt")) == .badOutput)
  }

  @Test func `an output that is the input itself is refused and the input stays`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    let bytes = wavBytes([tone(440, level: 0.5, frames: 48_000, rate: 48_000)], rate: 48_000)
    try bytes.write(to: input)
    #expect(try code(input, in: folder, output: input) == .outputIsInput)
    #expect(try Data(contentsOf: input) == bytes)
  }

  @Test func `a stop leaves nothing and keeps an older deliverable`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([RenderJobTests.peaky(seconds: 4)], rate: 48_000).write(to: input)
    let output = folder.file("out.mp3")
    try Data("older".utf8).write(to: output)
    for share in [0.05, 0.3, 0.9] {
      let stop = StopFlag()
      #expect(throws: MediaError.self) {
        try RenderJobTests.job([input], [output], stop: stop) {
          if $0.fraction >= share { stop.request() }
        }
      }
      #expect(try Data(contentsOf: output) == Data("older".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    }
    stop: do {
      let stop = StopFlag()
      stop.request()
      #expect(try code(input, in: folder, output: folder.file("b.mp3"), stop: stop) == .cancelled)
    }
  }

  @Test func `a full disk has its code and leaves nothing`() throws {
    let folder = try TemporaryFolder()
    let small = folder.file("small")
    try FileManager.default.createDirectory(at: small, withIntermediateDirectories: false)
    guard unsafe mount("tmpfs", small.path, "tmpfs", 0, "size=64k") == 0 else {
      withKnownIssue("mounting a small tmpfs is not permitted here") { Issue.record("no tmpfs") }
      return
    }
    defer { unsafe umount(small.path) }
    let input = folder.file("in.wav")
    try wavBytes([RenderJobTests.peaky(seconds: 8)], rate: 48_000).write(to: input)
    #expect(try code(input, in: folder, output: small.appending(path: "out.mp3")) == .diskFull)
    #expect(try code(input, in: folder, output: small.appending(path: "out.flac")) == .diskFull)
    #expect(try code(input, in: folder, output: small.appending(path: "out.m4a")) == .diskFull)
    #expect(try FileManager.default.contentsOfDirectory(atPath: small.path).isEmpty)
  }
}
