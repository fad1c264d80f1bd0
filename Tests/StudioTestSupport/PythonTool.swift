import Foundation

/// Programs of the test environment that others wrote, run by the Python of `.venv`.
public enum PythonTool {
  /// Whether tests that need it run: always when tools are required, so that they fail there rather
  /// than skip.
  public static var isWanted: Bool { PackageRoot.python != nil || BuiltProgram.toolsAreRequired }

  /// Runs it in the package's folder.
  ///
  /// - Parameters:
  ///   - arguments: what follows `python3`.
  ///   - environment: variables besides those of the test run.
  /// - Returns: what it did.
  /// - Throws: ``Missing`` without a `.venv`, or what kept it from starting.
  public static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> ProgramResult {
    guard let python = PackageRoot.python else { throw Missing() }
    return try BuiltProgram(python)
      .start(arguments, environment: environment, in: PackageRoot.url).result()
  }

  /// There is no `.venv`.
  public struct Missing: Error, CustomStringConvertible {
    public let description = "run scripts/test: .venv is missing"
  }
}
