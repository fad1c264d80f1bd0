import Foundation
import StudioTestSupport
import Testing

/// What goes wrong around the program: a foreign folder, a full disk, a damaged file.
@Suite struct MishapTests {
  let installation: Installation

  init() throws { installation = try Installation() }

  @Test func `the demo never replaces an installation that is no demo`() throws {
    let before = try installation.run("calendar", "--day", "2026-12-01", "--json")
    let demo = try BuiltProgram.studio(
      "demo", "--data", installation.data.path, "--samples",
      PackageRoot.url.appending(path: "Samples").path, "--lang", "en")
    #expect(demo.exitCode == 1)
    #expect(demo.standardError.contains("does not come from a demonstration"))
    let after = try installation.run("calendar", "--day", "2026-12-01", "--json")
    #expect(after.exitCode == 0)
    #expect(after.standardOutput == before.standardOutput)
  }

  @Test func `the demo looks for its recording before it removes anything`() throws {
    let folder = installation.temporary.file("demo")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let old = folder.appending(path: ".studio-demo")
    try Data().write(to: old)
    let demo = try BuiltProgram.studio(
      "demo", "--data", folder.path, "--recording", "no-such.wav", "--samples",
      PackageRoot.url.appending(path: "Samples").path, "--lang", "en")
    #expect(demo.exitCode == 1)
    #expect(demo.standardError.contains("no-such.wav"))
    #expect(FileManager.default.fileExists(atPath: old.path))
  }

  @Test func `a port that is taken is one sentence with a code`() throws {
    let first = try Serving(data: installation.data)
    defer { first.stop() }
    let second = try installation.run("serve", "--port", "\(first.port)", "--json")
    #expect(second.exitCode == 1)
    #expect(try second.error["code"] as? String == "cannot_listen")
    #expect(try (second.error["message"] as? String)?.contains(":\(first.port)") == true)
  }

  @Test func `a folder that is no installation keeps what lies in its tmp`() throws {
    let folder = installation.temporary.file("elsewhere")
    let old = folder.appending(path: "tmp/old")
    try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -86_400)], ofItemAtPath: old.path)
    let result = try BuiltProgram.studio("calendar", "--data", folder.path, "--lang", "en")
    #expect(result.exitCode == 1)
    #expect(FileManager.default.fileExists(atPath: old.path))
  }

  @Test(.needs("sh")) func `an answer that nobody can read is one sentence`() throws {
    let shell = try #require(BuiltProgram.tool("sh"))
    let program = PackageRoot.products.appending(path: "studio").path
    let result = try shell(
      "-c", "LANG=en_GB.UTF-8 '\(program)' space list --data '\(installation.data.path)' >/dev/full"
    )
    #expect(result.exitCode == 1)
    #expect(result.standardError.hasPrefix("The answer could not be written"))
    #expect(result.standardError.split(separator: "\n").count == 1)
  }

  @Test(arguments: [[], ["--json"]])
  func `a damaged database is one sentence with what to do`(options: [String]) throws {
    try Data(repeating: 0x41, count: 8192)
      .write(to: installation.data.appending(path: "studio.sqlite"))
    let result = try BuiltProgram.studio.start(
      installation.arguments(["doctor"] + options), environment: Installation.clock
    ).result()
    #expect(result.exitCode == 1)
    if options.isEmpty {
      #expect(result.standardError.contains("restore the last backup"))
    } else {
      #expect(try result.error["code"] as? String == "database_damaged")
    }
  }
}
