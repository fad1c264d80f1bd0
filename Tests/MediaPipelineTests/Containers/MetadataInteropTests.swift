import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Chapters and covers as ffprobe and our own reader see them.
@Suite struct MetadataInteropTests {
  static let formats: [DeliverableFormat] = [.mp3, .m4a, .opus, .flac]

  @Test(
    .enabled(if: Tools.ffprobe != nil || Tools.required, "ffprobe is not installed"),
    arguments: formats)
  func `300 chapters arrive in every container`(format: DeliverableFormat) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    let chapters = (0..<300).map {
      Chapter(startSeconds: Double($0) / 100, title: "Chapitre \($0) — ☕️")
    }
    try write(
      [tone(440, level: 0.5, frames: 3 * 48_000, rate: 48_000)], to: url, format: format,
      rate: 48_000, metadata: MediaMetadata(chapters: chapters))
    let text = try Tools.run(
      #require(Tools.ffprobe),
      [
        "-v", "error", "-show_entries", "chapter=start_time:chapter_tags=title", "-of", "csv=p=0",
        url.path,
      ])
    let lines = text.split(separator: "\n")
    #expect(lines.count == 300)
    #expect(lines.last == "2.990000,Chapitre 299 — ☕️")
    #expect(try WholeFile(url).chapters == chapters)
  }

  @Test(
    .enabled(if: Tools.ffprobe != nil || Tools.required, "ffprobe is not installed"),
    arguments: formats)
  func `the cover comes back byte for byte, and ffprobe sees a picture`(
    format: DeliverableFormat
  ) throws {
    let folder = try TemporaryFolder()
    let url = folder.file("out.\(format.rawValue)")
    // Larger than one Ogg page of 64 KiB: a comment over many pages.
    let picture = Pictures.png + [UInt8](repeating: 7, count: 300_000)
    try write(
      [tone(440, level: 0.5, frames: 48_000, rate: 48_000)], to: url, format: format, rate: 48_000,
      metadata: MediaMetadata(cover: CoverImage(bytes: picture)))
    let read = try WholeFile(url)
    #expect(read.cover == picture)
    #expect(read.block.frameCount == 48_000)
    let text = try Tools.run(
      #require(Tools.ffprobe), ["-v", "error", "-show_streams", url.path])
    #expect(text.contains("DISPOSITION:attached_pic=1"))
    #expect(text.contains("codec_name=png"))
  }
}
