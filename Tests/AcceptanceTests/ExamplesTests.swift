import Foundation
import StudioTestSupport
import Testing

/// The programs of Examples/, run as anybody would.
@Suite struct ExamplesTests {
  @Test(arguments: [
    ("find-a-slot", "2026-12-01T"), ("measure-samples", " LUFS"), ("write-a-feed", "<rss "),
  ])
  func `every example runs and prints what it is about`(name: String, expected: String) throws {
    let result = try BuiltProgram(PackageRoot.products.appending(path: name))()
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.standardOutput.contains(expected))
  }
}
