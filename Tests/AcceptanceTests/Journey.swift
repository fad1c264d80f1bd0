import Foundation
import StudioTestSupport

/// The demo's journey, run once for all tests that look at its result.
enum Journey {
  struct Made {
    let temporary: TemporaryFolder
    let data: URL
    let output: ProgramResult
  }

  static let made: Result<Made, any Error> = Result {
    let temporary = try TemporaryFolder("studio-journey")
    let data = temporary.file("demo-data")
    let output = try BuiltProgram.studio(
      "demo", "--data", data.path, "--samples", PackageRoot.url.appending(path: "Samples").path,
      "--recording",
      PackageRoot.url.appending(path: "Samples/recordings/take-3-near.flac").path, "--lang", "en")
    return Made(temporary: temporary, data: data, output: output)
  }
}
