import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Real speech and music beside the checkout, rendered and measured by Debian's ffmpeg.
@Suite struct RealRecordingTests {
  static let isPossible = PackageRoot.recordings != nil && Tools.ffmpeg != nil
  /// Seconds taken of each recording; unoptimised builds are slow.
  static let seconds = "5"

  @Test(
    .enabled(
      if: isPossible || (Tools.required && PackageRoot.recordings != nil),
      "../shared/recordings or ffmpeg is absent"),
    arguments: ["music-lets-go-fishin.ogg", "speech-5703.ogg", "speech-austen-barnett.ogg"])
  func `a real recording is on target and under the ceiling by an independent meter`(
    name: String
  ) throws {
    let folder = try TemporaryFolder()
    let recording = try #require(PackageRoot.recordings).appending(path: name)
    let input = folder.file("in.ogg")
    _ = try Tools.run(
      try #require(Tools.ffmpeg),
      ["-v", "error", "-i", recording.path, "-t", Self.seconds, "-c", "copy", input.path])
    let output = folder.file("out.mp3")

    let report = try RenderJobTests.job([input], [output])

    let figures = try EBUR128.measure(output)
    #expect(abs(figures.integratedLUFS + 16) <= RenderJobTests.toleranceLU)
    #expect(figures.truePeakDBTP <= -1)
    #expect(
      abs(figures.integratedLUFS - (report.deliverables[0].verified.integratedLUFS ?? 0)) <= 0.1)
    let before = try EBUR128.measure(input)
    #expect(abs(before.integratedLUFS - (report.input.integratedLUFS ?? 0)) <= 0.2)
  }
}
