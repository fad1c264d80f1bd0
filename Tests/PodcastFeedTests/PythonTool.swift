import Foundation

/// The Python of the checkout's own environment, for parsers written by others.
enum PythonTool {
  static let path = PackageRoot.url.appending(path: ".venv/bin/python3").path

  /// Whether tests that need it run: always when STUDIO_REQUIRE_TOOLS=1, so that they fail rather
  /// than skip there.
  static var isWanted: Bool {
    FileManager.default.isExecutableFile(atPath: path)
      || ProcessInfo.processInfo.environment["STUDIO_REQUIRE_TOOLS"] == "1"
  }

  /// Runs it in the package root; gives the exit status and all output.
  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = PackageRoot.url
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
