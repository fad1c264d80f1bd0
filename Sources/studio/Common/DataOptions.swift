import ArgumentParser
import Foundation

/// Where the data folder is: `--data`, else `STUDIO_DATA`, else `./studio-data`.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"), help: "The data folder (default: $STUDIO_DATA or ./studio-data).")
  var path: String?

  /// The data folder of this run.
  var folder: URL {
    let chosen = path ?? ProcessInfo.processInfo.environment["STUDIO_DATA"] ?? "./studio-data"
    return URL(filePath: chosen, directoryHint: .isDirectory)
  }
}
