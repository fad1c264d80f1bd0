import Foundation
import StudioTestSupport
import Testing

/// Runs programs of the test environment that others wrote.
enum PythonTool {
  /// Whether tests that need it run; with STUDIO_REQUIRE_TOOLS=1 they run and fail without it.
  static var isWanted: Bool {
    PackageRoot.python != nil
      || ProcessInfo.processInfo.environment["STUDIO_REQUIRE_TOOLS"] == "1"
  }

  /// What a program prints.
  static func output(of program: String, _ arguments: [String] = []) throws -> String {
    let python = try #require(PackageRoot.python, "run scripts/test: .venv is missing")
    let process = Process()
    let output = Pipe()
    process.executableURL = python
    process.arguments = ["-c", program] + arguments
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: said, as: UTF8.self)
  }
}
