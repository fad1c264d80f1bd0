import ArgumentParser
import MediaProtocol

/// How many frames a second the outputs have: `keep`, or hertz such as `44100`.
struct SampleRateOption: ExpressibleByArgument {
  /// What the worker is asked for.
  let request: SampleRateRequest

  /// What the product handles, hertz.
  private static let rates = 8_000...384_000

  init?(argument: String) {
    if argument.lowercased() == "keep" {
      request = .keep
    } else if let hertz = Int(argument), Self.rates.contains(hertz) {
      request = .hertz(hertz)
    } else {
      return nil
    }
  }
}
