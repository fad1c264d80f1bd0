import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// What a deliverable carries over from its inputs.
@Suite struct MetadataMergeTests {
  /// A take of two seconds with two chapters.
  private func take(
    _ folder: TemporaryFolder, _ name: String, format: DeliverableFormat = .flac,
    cover: [UInt8]? = Pictures.png
  ) throws -> URL {
    let url = folder.file("\(name).\(format.rawValue)")
    try write(
      [chatter(frames: 96_000, rate: 48_000, level: 0.2, seed: 1)], to: url, format: format,
      rate: 48_000,
      metadata: MediaMetadata(
        tags: ["title": name, "artist": "e-square"],
        chapters: [
          Chapter(startSeconds: 0, title: "\(name) 1"),
          Chapter(startSeconds: 1.5, title: "\(name) 2"),
        ], cover: cover.map { try CoverImage(bytes: $0) }))
    return url
  }

  private func render(
    _ inputs: [URL], to output: URL, _ change: (inout ProcessRequest) -> Void = { _ in }
  ) throws -> (file: WholeFile, report: RenderReport) {
    let files = try inputs.map(OpenFile.init(reading:))
    defer { withExtendedLifetime(files) {} }
    var request = ProcessRequest(
      inputs: inputs.map(\.path), outputs: [OutputRequest(path: output.path)])
    change(&request)
    let report = try RenderJob(
      request,
      inputs: zip(inputs, files).map { RenderInput(name: $0.path, descriptor: $1.descriptor) },
      stop: StopFlag()
    ).run()
    return (try WholeFile(output), report)
  }

  private func marks(_ file: WholeFile) -> [String] {
    file.chapters.map { "\($0.startSeconds) \($0.title)" }
  }

  @Test(arguments: [DeliverableFormat.mp3, .flac], [DeliverableFormat.m4a, .opus, .mp3])
  func `words to follow and a description are carried over`(
    from: DeliverableFormat, to: DeliverableFormat
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("in.\(from.rawValue)")
    try write(
      [chatter(frames: 48_000, rate: 48_000, level: 0.2, seed: 1)], to: url, format: from,
      rate: 48_000,
      metadata: MediaMetadata(tags: ["lyrics": "Mot à mot\nDeux", "description": "Été"]))
    let output = folder.file("out.\(to.rawValue)")
    _ = try render([url], to: output)
    let open = try OpenFile(reading: output)
    defer { withExtendedLifetime(open) {} }
    let reader = try MediaReader(descriptor: open.descriptor, stop: StopFlag())
    #expect(reader.tag("lyrics") == "Mot à mot\nDeux")
    // Vorbis comments have one field for a description and a comment.
    #expect((reader.tag("description") ?? reader.tag("comment")) == "Été")
  }

  @Test func `chapters beyond those that are read are not lost in silence`() throws {
    let folder = try TemporaryFolder()
    let url = folder.file("many.mp3")
    let marks = (0..<4_200).map { Chapter(startSeconds: Double($0) / 1_000, title: "\($0)") }
    try write(
      [chatter(frames: 240_000, rate: 48_000, level: 0.2, seed: 1)], to: url, format: .mp3,
      rate: 48_000, metadata: MediaMetadata(chapters: marks))
    let kept = try render([url], to: folder.file("kept.m4a"))
    #expect(kept.file.chapters.count == 4_096)
    #expect(kept.report.warnings.contains("chapters_left_out"))
    let own = try render([url], to: folder.file("own.mp3")) {
      $0.chapters = [ChapterMark(startSeconds: 0, title: "All")]
    }
    #expect(own.file.chapters.count == 1)
    #expect(!own.report.warnings.contains("chapters_left_out"))
  }

  @Test(arguments: [
    (DeliverableFormat.mp3, DeliverableFormat.mp3, true, true), (.mp3, .flac, true, false),
    (.flac, .opus, true, false), (.opus, .mp3, true, false), (.mp3, .m4a, false, false),
  ])
  func `links and pictures of an input's chapters go where the format keeps them, or it is said`(
    from: DeliverableFormat, to: DeliverableFormat, link: Bool, image: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let input = folder.file("take.\(from.rawValue)")
    let picture = try CoverImage(bytes: Pictures.png)
    try write(
      [chatter(frames: 96_000, rate: 48_000, level: 0.2, seed: 1)], to: input, format: from,
      rate: 48_000,
      metadata: MediaMetadata(chapters: [
        Chapter(startSeconds: 0, title: "A"),
        Chapter(startSeconds: 1.5, title: "B", link: "https://example.org/b", image: picture),
      ]))
    let made = try render([input], to: folder.file("out.\(to.rawValue)"))
    let second = try #require(made.file.chapters.last)
    #expect(made.file.chapters.first?.link == nil && made.file.chapters.first?.image == nil)
    #expect(second.link == (link ? "https://example.org/b" : nil))
    #expect(second.image == (image ? picture : nil))
    let lost = from == .mp3 && !(link && image)
    #expect(made.report.warnings.contains("chapter_parts_left_out") == lost)
  }

  @Test(arguments: [
    (Array("Café".utf8), "Café"), ([0x43, 0x61, 0x66, 0xE9], "Café"),
    ([0x93, 0x80, 0x94, 0x85], "“€”…"), ([0x81], "\u{FFFD}"), ([], ""),
  ])
  func `text that is not UTF-8 is read as Windows wrote it`(bytes: [UInt8], text: String) {
    #expect(FileText.text(bytes) == text)
  }

  @Test(arguments: [DeliverableFormat.mp3, .m4a, .opus, .flac])
  func `joined takes bring their chapters to where they lie`(format: DeliverableFormat) throws {
    let folder = try TemporaryFolder()
    let inputs = [try take(folder, "a"), try take(folder, "b")]
    let found = try render(inputs, to: folder.file("out.\(format.rawValue)"))
    #expect(marks(found.file) == ["0.0 a 1", "1.5 a 2", "2.0 b 1", "3.5 b 2"])
    #expect(found.file.tags == ["title": "a", "artist": "e-square"])
    #expect(found.file.cover == Pictures.png)
  }

  @Test func `a part carries its own chapters from its own start`() throws {
    let folder = try TemporaryFolder()
    let inputs = [try take(folder, "a"), try take(folder, "b")]
    let found = try render(inputs, to: folder.file("out.mp3")) {
      $0.selection = InputSelection(fromSeconds: 1, toSeconds: 3)
    }
    #expect(marks(found.file) == ["0.0 a 1", "0.5 a 2", "1.0 b 1"])
    #expect(found.file.block.frameCount == 96_000)
  }

  @Test func `what is told to be left out is left out`() throws {
    let folder = try TemporaryFolder()
    let found = try render([try take(folder, "a")], to: folder.file("out.mp3")) {
      $0.leavesOut = InputMetadata.allCases
    }
    #expect(found.file.chapters.isEmpty && found.file.tags.isEmpty && found.file.cover == nil)
  }

  @Test func `a broken picture inside an input is dropped, said, and costs no sample`() throws {
    let folder = try TemporaryFolder()
    let input = try take(folder, "a", format: .mp3)
    var bytes = try Data(contentsOf: input)
    let picture = try #require(bytes.range(of: Data(Pictures.png.prefix(16))))
    bytes.replaceSubrange(picture.lowerBound + 1..<picture.lowerBound + 4, with: Data("XXX".utf8))
    try bytes.write(to: input)
    let found = try render([input], to: folder.file("out.mp3"))
    #expect(found.report.warnings.contains("cover_dropped"))
    #expect(found.file.cover == nil)
    #expect(found.file.block.frameCount == 96_000)
    #expect(marks(found.file) == ["0.0 a 1", "1.5 a 2"])
  }

  @Test func `a preview says what the render then does`() throws {
    let folder = try TemporaryFolder()
    let input = try take(folder, "a")
    let file = try OpenFile(reading: input)
    defer { withExtendedLifetime(file) {} }
    let output = folder.file("out.mp3")
    var request = ProcessRequest(
      inputs: [input.path], outputs: [OutputRequest(path: output.path, bitRate: 96_000)])
    request.isMono = true
    let forecast = try RenderPreview(
      request, inputs: [RenderInput(name: input.path, descriptor: file.descriptor)],
      stop: StopFlag()
    ).run()
    #expect(!FileManager.default.fileExists(atPath: output.path))
    #expect(forecast.chapters == 2 && forecast.hasCover)
    #expect(forecast.tags["title"] == "a")
    let planned = try #require(forecast.outputs.first)
    #expect(forecast.outputs.count == 1 && planned.path == output.path)
    #expect(planned.format == "mp3" && planned.sampleRate == 48_000)
    #expect(planned.channels == 1 && planned.bitRate == 96_000)
    #expect(
      planned.decisions?.map(\.code) == [
        .channelsKept, .sampleRateKept, .bitRateAsked, .linearGain,
      ])
    let rendered = try render([input], to: output) { $0 = request }
    #expect(rendered.report.input == forecast.input)
    #expect(rendered.report.plan.targetLUFS == forecast.plan.targetLUFS)
    #expect(abs(rendered.report.plan.gainDB - forecast.plan.gainDB) < 0.5)
    #expect(rendered.report.deliverables[0].bitRate == 96_000)
  }
}
