public import Foundation

/// What a program did.
public struct ProgramResult: Sendable {
  public let exitCode: Int32
  public let standardOutput: String
  public let standardError: String
  /// Whether a signal ended it.
  public let wasKilled: Bool

  /// The output as one JSON object.
  public var json: [String: Any] {
    get throws {
      try JSONSerialization.jsonObject(with: Data(standardOutput.utf8)) as? [String: Any] ?? [:]
    }
  }

  /// The `error` object of the output.
  public var error: [String: Any] {
    get throws { try json["error"] as? [String: Any] ?? [:] }
  }

  /// The output as one JSON array of objects.
  public var jsonArray: [[String: Any]] {
    get throws {
      try JSONSerialization.jsonObject(with: Data(standardOutput.utf8)) as? [[String: Any]] ?? []
    }
  }
}

/// A program run for real, as a person would type it.
public struct BuiltProgram: Sendable {
  public let executable: URL

  public init(_ executable: URL) { self.executable = executable }

  /// The built `studio`.
  public static var studio: BuiltProgram {
    BuiltProgram(PackageRoot.products.appending(path: "studio"))
  }

  /// A tool of the system, found on PATH; nil when it is absent.
  public static func tool(_ name: String) -> BuiltProgram? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    for folder in path.split(separator: ":").map(String.init) + ["/usr/sbin"] {
      let file = URL(filePath: folder).appending(path: name)
      if FileManager.default.isExecutableFile(atPath: file.path) { return BuiltProgram(file) }
    }
    return nil
  }

  /// Whether missing tools are a failure instead of a skip (scripts/test sets it).
  public static var toolsAreRequired: Bool {
    ProcessInfo.processInfo.environment["STUDIO_REQUIRE_TOOLS"] == "1"
  }

  /// Starts the program without waiting.
  ///
  /// - Parameters:
  ///   - arguments: what a person types behind its name.
  ///   - environment: variables besides those of the test run.
  ///   - folder: where it runs.
  ///   - pipe: takes its standard output, for a test that reads it while the program runs.
  /// - Returns: the running program.
  /// - Throws: what kept it from starting.
  public func start(
    _ arguments: [String], environment: [String: String] = [:], in folder: URL? = nil,
    outputTo pipe: Pipe? = nil
  ) throws -> RunningProgram {
    try RunningProgram(executable, arguments, environment, folder, pipe)
  }

  /// Runs the program to its end.
  @discardableResult
  public func callAsFunction(
    _ arguments: String..., environment: [String: String] = [:], in folder: URL? = nil
  ) throws -> ProgramResult {
    try start(arguments, environment: environment, in: folder).result()
  }
}

/// A program that was started.
public final class RunningProgram: @unchecked Sendable {  // used by one test at a time
  private let process = Process()
  private let output: URL
  private let errors: URL
  private let folder: TemporaryFolder

  fileprivate init(
    _ executable: URL, _ arguments: [String], _ extra: [String: String], _ workingFolder: URL?,
    _ pipe: Pipe?
  ) throws {
    folder = try TemporaryFolder("studio-run")
    output = folder.file("stdout")
    errors = folder.file("stderr")
    for file in [output, errors] { try Data().write(to: file) }
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = workingFolder
    // A language of its own, so that a developer's environment changes no test.
    var environment = ProcessInfo.processInfo.environment
    for key in ["STUDIO_LANG", "STUDIO_DATA", "STUDIO_NOW", "LC_ALL"] { environment[key] = nil }
    environment["LANG"] = "C"
    process.environment = environment.merging(extra) { $1 }
    // Files instead of pipes: nothing to drain, however much a program says.
    process.standardOutput = try pipe ?? FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// Sends a signal.
  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Whether it still runs.
  public var isRunning: Bool { process.isRunning }

  /// Waits for its end.
  public func result() throws -> ProgramResult {
    process.waitUntilExit()
    return ProgramResult(
      exitCode: process.terminationStatus,
      standardOutput: try String(contentsOf: output, encoding: .utf8),
      standardError: try String(contentsOf: errors, encoding: .utf8),
      wasKilled: process.terminationReason == .uncaughtSignal)
  }
}

extension Pipe {
  /// Waits for the next whole line that was written into it.
  ///
  /// - Returns: the line without its end; nil when the writer has ended without one.
  /// - Throws: a failed read.
  public func nextLine() throws -> String? {
    var line = Data()
    while let byte = try fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      if byte == Data("\n".utf8) { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }
}
