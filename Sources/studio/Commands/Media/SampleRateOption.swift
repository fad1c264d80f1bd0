import ArgumentParser
import MediaProtocol

/// How many frames a second the outputs have: `keep`, or hertz such as `44100`.
struct SampleRateOption: ExpressibleByArgument {
  /// What the worker is asked for.
  let request: SampleRateRequest

  init?(argument: String) {
    if argument.lowercased() == "keep" {
      request = .keep
    } else if let hertz = Int(argument),
      DeliverableFormat.handledSampleRates.contains(hertz)
    {
      request = .hertz(hertz)
    } else {
      return nil
    }
  }

  /// Refuses a rate that an output cannot have, before any work.
  ///
  /// - Parameter format: the output's.
  /// - Throws: `ValidationError` that names the rates it has.
  func check(for format: DeliverableFormat) throws {
    guard case .hertz(let hertz) = request, !format.takes(sampleRate: hertz) else { return }
    throw ValidationError(
      "\(format.rawValue.uppercased()) has no sample rate of \(hertz) Hz; "
        + "it has \(format.sampleRatesText).")
  }
}
