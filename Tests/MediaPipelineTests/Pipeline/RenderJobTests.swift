import Foundation
import MediaProtocol
import StudioTestSupport
import Synchronization
import Testing

@testable import MediaPipeline

@Suite struct RenderJobTests {
  /// Issue 2: the deliverable, measured independently.
  static let toleranceLU = 0.1

  /// Quiet, uneven stand-in for speech with a few clicks far above its level, so that the ceiling binds.
  static func peaky(seconds: Int = 4, rate: Int = 48_000, seed: UInt64 = 7) -> [Float] {
    var samples = chatter(frames: seconds * rate, rate: rate, level: 0.1, seed: seed)
    for click in stride(from: rate / 3, to: samples.count, by: rate) { samples[click] = 0.9 }
    return samples
  }

  static func job(
    _ inputs: [URL], _ outputs: [URL], target: TargetRequest = .named("podcast"),
    report: URL? = nil, tags: MediaTags = MediaTags(), chapters: [ChapterMark] = [],
    cover: [UInt8]? = nil, stop: StopFlag = StopFlag(),
    progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) throws -> RenderReport {
    let files = try inputs.map(OpenFile.init(reading:))
    defer { withExtendedLifetime(files) {} }
    let request = ProcessRequest(
      inputs: inputs.map(\.path), outputs: outputs.map { OutputRequest(path: $0.path) },
      target: target, tags: tags, chapters: chapters, reportPath: report?.path)
    return try RenderJob(
      request,
      inputs: zip(inputs, files).map { RenderInput(name: $0.path, descriptor: $1.descriptor) },
      cover: cover, stop: stop, progress: progress
    ).run()
  }

  @Test(arguments: [1, 2])
  func `a peaky recording reaches the target under the ceiling after decoding`(
    channels: Int
  ) throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    let planes = (0..<channels).map { Self.peaky(seed: UInt64(7 + $0)) }
    try wavBytes(planes, rate: 48_000).write(to: input)
    let output = folder.file("out.mp3")
    let reportFile = folder.file("report.json")

    let report = try Self.job([input], [output], report: reportFile)

    let verified = try #require(report.deliverables.first?.verified)
    #expect(abs(try #require(verified.integratedLUFS) + 16) <= Self.toleranceLU)
    #expect(try #require(verified.truePeakDBTP) <= -1)
    #expect(report.plan.limiter.active)
    #expect(report.plan.limiter.maxReductionDB > 0.5)
    #expect(report.warnings.isEmpty)
    #expect(report.input.channels == channels)
    #expect(try WholeFile(output).block.frameCount == planes[0].count)
    #expect(
      try JSONDecoder().decode(RenderReport.self, from: Data(contentsOf: reportFile)) == report)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        == ["in.wav", "out.mp3", "report.json"])
  }

  @Test(.enabled(if: Tools.ffmpeg != nil || Tools.required, "ffmpeg is not installed"))
  func `ffmpeg's own meter agrees with the report`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([Self.peaky(), Self.peaky(seed: 9)], rate: 44_100).write(to: input)
    let output = folder.file("out.mp3")
    let report = try Self.job([input], [output])
    let figures = try EBUR128.measure(output)
    let verified = try #require(report.deliverables.first?.verified)
    #expect(abs(figures.integratedLUFS + 16) <= Self.toleranceLU)
    #expect(abs(figures.integratedLUFS - (verified.integratedLUFS ?? 0)) <= 0.1)
    #expect(figures.truePeakDBTP <= -1)
  }

  @Test func `many deliverables come from one request, each on target`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([Self.peaky(seconds: 3)], rate: 44_100).write(to: input)
    let outputs = DeliverableFormat.allCases.map { folder.file("out.\($0.rawValue)") }
    let report = try Self.job([input], outputs)
    #expect(report.deliverables.map(\.format) == DeliverableFormat.allCases.map(\.rawValue))
    for deliverable in report.deliverables {
      let loudness = try #require(deliverable.verified.integratedLUFS)
      #expect(abs(loudness + 16) <= Self.toleranceLU, "\(deliverable.format)")
      #expect(try #require(deliverable.verified.truePeakDBTP) <= -1, "\(deliverable.format)")
      let file = try Data(contentsOf: URL(filePath: deliverable.path))
      #expect(file.count == deliverable.bytes)
      let rate = deliverable.format == "opus" ? 48_000.0 : 44_100
      let frames = try WholeFile(URL(filePath: deliverable.path)).block.frameCount
      #expect(frames == Int((3.0 * 48_000 / 44_100 * rate).rounded()), "\(deliverable.format)")
    }
  }

  @Test func `two MP3s of one recording are each corrected by themselves`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([Self.peaky(seconds: 50), Self.peaky(seconds: 50, seed: 9)], rate: 44_100)
      .write(to: input)
    let report = try Self.job([input], [folder.file("a.mp3"), folder.file("b.mp3")])
    for deliverable in report.deliverables {
      #expect(try #require(deliverable.verified.truePeakDBTP) <= -1)
      #expect(abs(try #require(deliverable.verified.integratedLUFS) + 16) <= Self.toleranceLU)
    }
    #expect(report.deliverables[0].sha256 == report.deliverables[1].sha256)
  }

  @Test(arguments: [3, 600])
  func `silence is processed with a warning and no gain`(seconds: Int) throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    let frames = seconds * 48_000
    try wavBytes([[Float](repeating: 0, count: frames)], rate: 48_000).write(to: input)
    let report = try Self.job([input], [folder.file("out.mp3")])
    #expect(report.warnings == ["silence"])
    #expect(report.plan.gainDB == 0)
    #expect(report.input.integratedLUFS == nil)
    #expect(try WholeFile(folder.file("out.mp3")).block.frameCount == frames)
  }

  @Test func `a truncated recording is processed to its cut with a warning`() throws {
    let folder = try TemporaryFolder()
    let whole = folder.file("whole.mp3")
    try write([Self.peaky()], to: whole, format: .mp3, rate: 48_000)
    let bytes = try Data(contentsOf: whole)
    let cut = folder.file("cut.mp3")
    try bytes.prefix(bytes.count / 2).write(to: cut)
    let report = try Self.job([cut], [folder.file("out.mp3")])
    #expect(report.warnings == ["truncated"])
    #expect(abs(report.input.durationSeconds - 2) < 0.2)
    #expect(abs(try #require(report.deliverables[0].verified.integratedLUFS) + 16) <= 0.2)

    let wav = folder.file("cut.wav")
    try wavBytes([Self.peaky()], rate: 48_000).prefix(44 + 400_001).write(to: wav)
    #expect(try Self.job([wav], [folder.file("b.mp3")]).warnings == ["truncated"])
  }

  @Test func `the request's tags win over the input's, which stay otherwise`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.flac")
    try write(
      [Self.peaky(seconds: 4)], to: input, format: .flac, rate: 48_000,
      metadata: MediaMetadata(
        tags: ["title": "Ancien", "artist": "e-square"],
        chapters: [
          Chapter(startSeconds: 0, title: "Un"), Chapter(startSeconds: 2.5, title: "Deux"),
        ], cover: CoverImage(bytes: Pictures.png)))
    let output = folder.file("out.mp3")
    _ = try Self.job([input], [output], tags: MediaTags(title: "Nouveau"))
    let read = try WholeFile(output)
    #expect(read.tags["title"] == "Nouveau")
    #expect(read.tags["artist"] == "e-square")
    #expect(read.chapters.map(\.title) == ["Un", "Deux"])
    #expect(read.chapters.map(\.startSeconds) == [0, 2.5])
    #expect(read.cover == Pictures.png)
  }

  @Test func `two takes of different rates and channels are joined in order`() throws {
    let folder = try TemporaryFolder()
    let first = folder.file("1.wav")
    let second = folder.file("2.wav")
    try wavBytes([Self.peaky(seconds: 3)], rate: 48_000).write(to: first)
    let left = chatter(frames: 3 * 44_100, rate: 44_100, level: 0.2, seed: 3)
    try wavBytes([left, left], rate: 44_100).write(to: second)
    let output = folder.file("out.flac")
    let report = try Self.job([first, second], [output])
    let read = try WholeFile(output)
    #expect(read.block.frameCount == 6 * 48_000)
    #expect(read.block.channelCount == 2)
    #expect(abs(try #require(report.deliverables[0].verified.integratedLUFS) + 16) <= 0.2)
  }

  /// What FFmpeg calls a layout, and the rows of the mix: left and right of what follows its order of
  /// channels, the centre and the surrounds 3 dB down, without the subwoofer.
  static let layouts: [(name: String, channels: Int, left: [Double])] = [
    ("5.1", 6, [1, 0, 0.7071, 0, 0.7071, 0]), ("7.1", 8, [1, 0, 0.7071, 0, 0.7071, 0, 0.7071, 0]),
  ]

  @Test(
    .enabled(if: Tools.ffmpeg != nil || Tools.required, "ffmpeg is not installed"),
    arguments: layouts)
  func `surround is mixed down by the matrix that the report states`(
    layout: (name: String, channels: Int, left: [Double])
  ) throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.flac")
    // FFmpeg's own, so that the layout is named.
    let tones = (0..<layout.channels).map { "0.1*sin(\(2000 + 300 * $0)*t)" }.joined(separator: "|")
    _ = try Tools.run(
      #require(Tools.ffmpeg),
      [
        "-v", "error", "-f", "lavfi", "-i", "aevalsrc=\(tones):c=\(layout.name):s=48000:d=5",
        input.path,
      ])
    let report = try Self.job([input], [folder.file("out.mp3")])
    #expect(report.input.channels == layout.channels)
    #expect(report.warnings == ["downmixed"])
    #expect(abs(try #require(report.deliverables[0].verified.integratedLUFS) + 16) <= 0.2)
    let matrix = try #require(report.deliverables[0].matrix)
    for (stated, expected) in zip(matrix[0], layout.left) {
      #expect(abs(stated - expected) < 0.001)
    }
    #expect(matrix.count == 2 && matrix[0].count == layout.channels)
  }

  @Test func `progress never falls and ends at 1`() throws {
    let folder = try TemporaryFolder()
    let input = folder.file("in.wav")
    try wavBytes([Self.peaky(seconds: 4)], rate: 48_000).write(to: input)
    let seen = Mutex<[Double]>([])
    _ = try Self.job([input], [folder.file("a.mp3"), folder.file("a.flac")]) { step in
      seen.withLock { $0.append(step.fraction) }
    }
    #expect(seen.withLock { $0 == $0.sorted() })
    #expect(seen.withLock { $0.last } == 1)
  }
}

/// Debian's ffmpeg as the independent meter.
enum EBUR128 {
  static func measure(_ url: URL) throws -> (integratedLUFS: Double, truePeakDBTP: Double) {
    let text = try Tools.run(
      try #require(Tools.ffmpeg),
      ["-hide_banner", "-nostats", "-i", url.path, "-af", "ebur128=peak=true", "-f", "null", "-"])
    let summary = text.components(separatedBy: "Summary:").last ?? ""
    func figure(_ label: String) throws -> Double {
      let line = try #require(summary.components(separatedBy: "\n").first { $0.contains(label) })
      let word = line.replacing(label, with: "").split(separator: " ").first
      return try #require(word.flatMap { Double($0) })
    }
    return (try figure("I:"), try figure("Peak:"))
  }
}
