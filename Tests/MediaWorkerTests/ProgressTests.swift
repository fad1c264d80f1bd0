import Foundation
import StudioTestSupport
import Testing

@Suite struct ProgressTests {
  @Test(.enabled(if: Tool.path("script") != nil, "script (bsdutils) is not installed"))
  func `on a terminal a bar with words in the reader's language, then the result`() throws {
    let bench = try Workbench()
    let input = try bench.input("in.wav", Recordings.tone(seconds: 1))
    let script = try #require(Tool.path("script"))
    let studio = BuiltProgram.studio.executable.path
    let shown = try Tool.run(
      script, "-qec", "'\(studio)' process '\(input)' -o '\(bench.output("e.mp3"))' --lang fr",
      "/dev/null"
    )
    #expect(shown.status == 0)
    #expect(shown.text.contains("%"))
    // Verifying goes on beside encoding and has no word of its own any more.
    #expect(shown.text.contains("mesure"))
    #expect(shown.text.contains("traitement"))
    #expect(shown.text.contains("Niveau : bon."))
    #expect(!shown.text.contains("\u{1B}[3"), "no colours")
  }
}
