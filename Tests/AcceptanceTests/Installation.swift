import Foundation
import StudioTestSupport

/// A data folder made by the built `studio init`.
struct Installation {
  let temporary: TemporaryFolder
  let data: URL

  init() throws {
    temporary = try TemporaryFolder("studio-acceptance")
    data = temporary.file("data")
    let result = try BuiltProgram.studio("init", "--data", data.path)
    guard result.exitCode == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Arguments with the data folder and the English language behind them.
  func arguments(_ arguments: [String]) -> [String] {
    arguments + ["--data", data.path, "--lang", "en"]
  }

  /// Runs a command in this installation.
  func run(_ arguments: String...) throws -> ProgramResult { try run(arguments) }

  /// Runs a command in this installation.
  func run(_ arguments: [String]) throws -> ProgramResult {
    try BuiltProgram.studio.start(self.arguments(arguments), environment: Self.clock).result()
  }

  /// All commands run on the Monday before the bookings of the tests.
  static let clock = ["STUDIO_NOW": "2026-11-30T09:00:00Z"]

  /// Runs SQL in Debian's own shell, as an administrator might.
  func sql(_ statement: String) throws -> ProgramResult? {
    try BuiltProgram.tool("sqlite3")?(
      "-cmd", "PRAGMA foreign_keys = ON", data.appending(path: "studio.sqlite").path, statement)
  }
}
