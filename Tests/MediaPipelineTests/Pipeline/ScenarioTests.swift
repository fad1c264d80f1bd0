import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// What recordings are really like, each through the whole pipeline (docs/scenarios/media.md).
@Suite struct ScenarioTests {
  static let rate = 48_000

  /// Renders one WAV into files of some names.
  static func render(
    _ planes: [[Float]], rate: Int = rate, _ names: [String], threads: Int? = nil,
    target: TargetRequest = .named("podcast")
  ) throws -> (report: RenderReport, files: [URL], folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes(planes, rate: rate).write(to: input)
    let files = names.map { folder.file($0) }
    let open = try OpenFile(reading: input)
    defer { withExtendedLifetime(open) {} }
    let report = try RenderJob(
      ProcessRequest(
        inputs: [input.path], outputs: files.map { OutputRequest(path: $0.path) }, target: target),
      inputs: [RenderInput(name: "in.wav", descriptor: open.descriptor)], threads: threads,
      stop: StopFlag()
    ).run()
    return (report, files, folder)
  }

  /// Speech-like sound with clicks, so that the limiter acts and corrections follow.
  static func take(seconds: Int, seed: UInt64 = 7) -> [Float] {
    RenderJobTests.peaky(seconds: seconds, rate: rate, seed: seed)
  }

  @Test func `files are the same bytes on one, two and eight threads`()
    throws
  {
    let sound = [Self.take(seconds: 95), Self.take(seconds: 95, seed: 9)]
    let names = ["a.mp3", "a.m4a", "a.opus", "a.flac", "a.wav"]
    let runs = try [1, 2, 8].map { try Self.render(sound, names, threads: $0) }
    let hashes = runs.map { $0.report.deliverables.map(\.sha256) }
    #expect(hashes[0] == hashes[1])
    #expect(hashes[0] == hashes[2])
  }

  @Test(.enabled(if: Tools.ffmpeg != nil || Tools.required, "ffmpeg is not installed"))
  func
    `an MP3 of several runs is decodable by ffmpeg without a word, and reads what the report says`()
    throws
  {
    let made = try Self.render([Self.take(seconds: 95, seed: 21)], ["a.mp3"])
    #expect(made.report.environment["seams.mp3"] != nil)
    let text = try Tools.run(
      try #require(Tools.ffmpeg), ["-v", "warning", "-i", made.files[0].path, "-f", "null", "-"])
    #expect(text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, "\(text)")
    let figures = try EBUR128.measure(made.files[0])
    let verified = made.report.deliverables[0].verified
    #expect(abs(figures.integratedLUFS - (verified.integratedLUFS ?? 0)) <= 0.06)
    #expect(figures.truePeakDBTP <= -0.9)
  }

  @Test func `quiet speech with room above is raised by one gain, sample by sample in FLAC`() throws
  {
    let quiet = chatter(frames: 8 * Self.rate, rate: Self.rate, level: 0.02, seed: 5)
    let made = try Self.render(
      [quiet], ["a.flac"], target: .custom(targetLUFS: -30, ceilingDBTP: -1))
    #expect(!made.report.plan.limiter.active)
    let verified = try #require(made.report.deliverables[0].verified.integratedLUFS)
    #expect(abs(verified + 30) <= 0.05)
    let factor = Float(Decibels.amplitude(decibels: made.report.plan.gainDB))
    let before = try WholeFile(made.folder.file("in.wav")).block
    let after = try WholeFile(made.files[0]).block
    #expect(after.frameCount == before.frameCount)
    before.withChannel(0) { source in
      after.withChannel(0) { target in
        for frame in 0..<source.count {
          // To the nearest step of 24 bits.
          let expected = (source[frame] * factor * 8_388_608).rounded(.toNearestOrEven) / 8_388_608
          if target[frame] != expected {
            Issue.record("frame \(frame): \(target[frame]) instead of \(expected)")
            return
          }
        }
      }
    }
  }

  @Test func `a wide loudness range changes no mode: the gain stays one gain`() throws {
    // Loud for 8 s of 92, else 28 dB softer: above the range's gate of 20 LU under the mean.
    let sound =
      chatter(frames: 8 * Self.rate, rate: Self.rate, level: 0.4, seed: 1)
      + chatter(frames: 84 * Self.rate, rate: Self.rate, level: 0.016_5, seed: 2)
    let made = try Self.render(
      [sound], ["a.flac"], target: .custom(targetLUFS: -30, ceilingDBTP: -1))
    let range = try #require(made.report.input.loudnessRangeLU)
    #expect(range >= 25)
    #expect(!made.report.plan.limiter.active)
    let after = try Measured(made.files[0])
    #expect(abs(try #require(after.reading.loudnessRangeLU) - range) < 0.05)
    #expect(made.report.deliverables[0].decisions?.contains { $0.code == .linearGain } == true)
  }

  @Test func `a clipped master above full scale is lowered, and its clipping is counted`() throws {
    let loud = chatter(frames: 6 * Self.rate, rate: Self.rate, level: 0.9, seed: 8)
      .map { max(-1, min(0.999_97, 6 * $0)) }
    let made = try Self.render([loud], ["a.mp3"])
    #expect(made.report.plan.gainDB < -3)
    #expect(try Measured(made.folder.file("in.wav")).reading.clippedSamples > 1_000)
    #expect(abs(try #require(made.report.deliverables[0].verified.integratedLUFS) + 16) <= 0.1)
  }

  @Test func `a master whose clipped tops stand 3 dB above full scale is lowered`() throws {
    let loud = chatter(frames: 6 * Self.rate, rate: Self.rate, level: 0.9, seed: 8)
      .map { max(-1.41, min(1.41, 6 * $0)) }
    let made = try Self.render([loud, loud], ["a.mp3"])
    #expect(try #require(made.report.input.truePeakDBTP) >= 3)
    #expect(try #require(made.report.input.integratedLUFS) > -8)
    #expect(made.report.plan.gainDB < -8)
    #expect(made.report.warnings.contains("clipped"))
    #expect(made.report.input.clippedSamples > 1_000)
    #expect(abs(try #require(made.report.deliverables[0].verified.integratedLUFS) + 16) <= 0.1)
    #expect(try #require(made.report.deliverables[0].verified.truePeakDBTP) <= -1)
  }

  @Test func `stereo of 32-bit floats at 192 kHz is measured at its rate and written at 48`() throws
  {
    let sound = [6, 7].map { chatter(frames: 4 * 192_000, rate: 192_000, level: 0.2, seed: $0) }
    let made = try Self.render(sound, rate: 192_000, ["a.mp3"])
    #expect(made.report.input.sampleRate == 192_000 && made.report.input.channels == 2)
    // Samples lie so close that the largest is the true peak.
    let peak = sound.joined().map(abs).max() ?? 0
    let truePeak = try #require(made.report.input.truePeakDBTP)
    #expect(abs(truePeak - 20 * log10(Double(peak))) <= 0.05)
    let read = try WholeFile(made.files[0])
    #expect(read.source.format.sampleRate == 48_000 && read.block.frameCount == 4 * 48_000)
  }

  @Test(arguments: [("m4a", "mp3"), ("mp3", "wav"), ("flac", "m4a"), ("wav", "mp3")])
  func `what a file is shows in its bytes, not in its name`(kind: String, name: String) throws {
    let folder = try TemporaryFolder()
    let made = folder.file("made.\(kind)")
    let format = try #require(DeliverableFormat(rawValue: kind))
    try write([Self.take(seconds: 4)], to: made, format: format, rate: Self.rate)
    let renamed = folder.file("take.\(name)")
    try FileManager.default.moveItem(at: made, to: renamed)
    let report = try RenderJobTests.job([renamed], [folder.file("out.opus")])
    #expect(report.input.durationSeconds == 4)
    #expect(abs(try #require(report.deliverables[0].verified.integratedLUFS) + 16) <= 0.1)
  }

  @Test func `a square wave louder than 0 LUFS is brought down like anything else`() throws {
    let square = (0..<6 * Self.rate).map { Float($0 / 24 % 2 == 0 ? 0.999 : -0.999) }
    let made = try Self.render([square, square], ["a.mp3"])
    #expect(try #require(made.report.input.integratedLUFS) > 0)
    #expect(abs(try #require(made.report.deliverables[0].verified.integratedLUFS) + 16) <= 0.1)
    #expect(try #require(made.report.deliverables[0].verified.truePeakDBTP) <= -1)
  }

  @Test func `one glitch far beyond full scale is repaired, said, and does not decide the level`()
    throws
  {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    var sound = chatter(frames: 6 * Self.rate, rate: Self.rate, level: 0.1, seed: 4)
    sound[100_000] = 1e5
    try wavBytes([sound], rate: Self.rate).write(to: input)
    let report = try RenderJobTests.job([input], [folder.file("a.mp3")])
    #expect(report.warnings.contains("repaired_samples"))
    #expect(report.input.repairedSamples == 1)
    #expect(abs(try #require(report.deliverables[0].verified.integratedLUFS) + 16) <= 0.1)
    #expect(try #require(report.deliverables[0].verified.truePeakDBTP) <= -1)
  }

  @Test(arguments: [
    (8_000, "a.mp3", 48_000), (11_025, "a.mp3", 44_100), (22_050, "a.m4a", 44_100),
    (8_000, "a.opus", 48_000), (192_000, "a.mp3", 48_000), (96_000, "a.flac", 96_000),
  ])
  func `any rate is measured as it is and written at the format's, to the frame`(
    rate: Int, name: String, written: Int
  ) throws {
    let sound = chatter(frames: 4 * rate + 3, rate: rate, level: 0.2, seed: 6)
    let made = try Self.render([sound], rate: rate, [name])
    #expect(made.report.input.sampleRate == rate)
    let read = try WholeFile(made.files[0])
    #expect(read.source.format.sampleRate == written)
    let frames = (Double(sound.count) * Double(written) / Double(rate)).rounded()
    #expect(read.block.frameCount == Int(frames))
    #expect(abs(try #require(made.report.deliverables[0].verified.integratedLUFS) + 16) <= 0.1)
  }

  @Test(arguments: [0.2, 1, 2.9])
  func `clips shorter than a gating block, than a second, than three are brought to level`(
    seconds: Double
  ) throws {
    let sound = chatter(
      frames: Int(seconds * Double(Self.rate)), rate: Self.rate, level: 0.1, seed: 3)
    let made = try Self.render([sound], ["a.flac"])
    let reading = try Measured(made.files[0]).reading
    #expect(abs(try #require(reading.levelLUFS) + 16) <= 0.1)
    #expect((made.report.input.integratedLUFS == nil) == (seconds < 0.4))
    let codes = made.report.deliverables[0].decisions?.map(\.code) ?? []
    #expect(codes.contains(.ungated) == (seconds < 0.4))
  }

  @Test func `a damaged MP3 is heard to its end, to two frames`() throws {
    let folder = try TemporaryFolder()
    let whole = folder.file("whole.mp3")
    try write([Self.take(seconds: 20)], to: whole, format: .mp3, rate: Self.rate)
    var bytes = try Data(contentsOf: whole)
    var random = SeededGenerator(seed: 40)
    // Anywhere behind header and side information: 128 kb/s at 48 kHz are 384 bytes a frame.
    let start = MP3Headers.musicStart(Array(bytes))
    for _ in 0..<40 {
      let frame = Int.random(in: 10..<(bytes.count - start) / 384 - 1, using: &random)
      let place = start + 384 * frame + Int.random(in: 40..<384, using: &random)
      bytes[place] = .random(in: 0...255, using: &random)
    }
    let damaged = folder.file("damaged.mp3")
    try bytes.write(to: damaged)
    let report = try RenderJobTests.job([damaged], [folder.file("a.mp3")])
    #expect(abs(report.input.durationSeconds - 20) <= 2 * 1_152.0 / 48_000)
    #expect(abs(try #require(report.deliverables[0].verified.integratedLUFS) + 16) <= 0.1)
  }

  @Test(.enabled(if: Tools.ffmpeg != nil || Tools.required, "ffmpeg is not installed"))
  func `a VBR MP3 without a header of its own is as long as it is, and progress never falls`()
    throws
  {
    let folder = try TemporaryFolder()
    let (wav, mp3) = (folder.file("in.wav"), folder.file("in.mp3"))
    // Silence first: by its frames the whole seems far longer.
    let sound = [Float](repeating: 0, count: 4 * Self.rate) + Self.take(seconds: 16)
    try wavBytes([sound], rate: Self.rate).write(to: wav)
    _ = try Tools.run(
      try #require(Tools.ffmpeg),
      ["-v", "error", "-i", wav.path, "-q:a", "0", "-write_xing", "0", mp3.path])
    let seen = Seen()
    let report = try RenderJobTests.job([mp3], [folder.file("a.flac")]) { seen.add($0.fraction) }
    #expect(abs(report.input.durationSeconds - 20) <= 0.1)
    #expect(seen.values == seen.values.sorted())
  }

  @Test(arguments: ["mp3", "m4a", "opus", "flac"])
  func `two episodes of one recording joined end to end have no gap and lose no frame`(
    kind: String
  ) throws {
    // A tone that runs on across the join.
    let frames = 240_000
    let whole = (0..<2 * frames).map { Float(0.2 * sin(2 * .pi * 441 * Double($0) / 48_000)) }
    let parts = try [whole[..<frames], whole[frames...]].map { part in
      try Self.render(
        [Array(part)], ["a.\(kind)"], target: .custom(targetLUFS: -20, ceilingDBTP: -1))
    }
    var joined: [Float] = []
    for part in parts {
      let block = try WholeFile(part.files[0]).block
      #expect(block.frameCount == frames)
      joined += block.withChannel(0) { span in (0..<span.count).map { span[$0] } }
    }
    // The level of 6 ms around the join is that of any other 6 ms: a gap of 1 ms would take 0.8 dB
    // and more.
    func level(_ middle: Int) -> Float {
      joined[middle - 144..<middle + 144].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    let change = 20 * log10(level(frames) / level(frames / 2))
    #expect(abs(change) < 0.7, "\(change) dB")
  }
}

/// Progress as it comes, from any thread.
private final class Seen: @unchecked Sendable {  // one call at a time, as RenderJob promises
  private(set) var values: [Double] = []
  func add(_ value: Double) { values.append(value) }
}

/// A file, measured.
struct Measured {
  let reading: LoudnessReading

  init(_ url: URL) throws {
    let file = try OpenFile(reading: url)
    defer { withExtendedLifetime(file) {} }
    reading = try Measurement(
      of: RenderInput(name: url.lastPathComponent, descriptor: file.descriptor), stop: StopFlag()
    ).reading
  }
}
