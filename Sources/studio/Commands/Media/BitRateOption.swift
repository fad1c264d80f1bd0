import ArgumentParser
import MediaProtocol

/// How many bits one format, or every one that has a choice, may take: `96k`, `opus=64k`,
/// `mp3=abr128k` on average, `mp3=v2` as many as a quality takes.
struct BitRateOption: ExpressibleByArgument {
  /// What is asked for.
  enum Rate: Equatable {
    /// The same throughout, bits a second.
    case constant(Int)
    /// On average, bits a second.
    case average(Int)
    /// By LAME's quality, 0 the best … 9.
    case quality(Double)
  }

  /// What it is for; nil for all lossy ones.
  let format: DeliverableFormat?
  /// What is asked for.
  let rate: Rate

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "=", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let figure = parts.last,
      let rate = Self.rate(figure)
    else { return nil }
    self.rate = rate
    guard parts.count == 2 else {
      format = nil
      return
    }
    guard let named = DeliverableFormat(rawValue: String(parts[0])), named.bitRates != nil else {
      return nil
    }
    format = named
  }

  private static func rate(_ text: Substring) -> Rate? {
    if text.hasPrefix("v"), let quality = Double(text.dropFirst()),
      BitRates.mp3.quality?.contains(quality) == true
    {
      return .quality(quality)
    }
    let isAverage = text.hasPrefix("abr")
    let figure = isAverage ? text.dropFirst(3) : text
    guard figure.hasSuffix("k"), let number = Int(figure.dropLast()), (1...9_999).contains(number)
    else { return nil }
    return isAverage ? .average(number * 1_000) : .constant(number * 1_000)
  }

  /// What is asked of an output among all options; those that name its format win.
  ///
  /// - Parameters:
  ///   - options: as typed.
  ///   - format: the output's.
  /// - Returns: nil takes the format's default.
  /// - Throws: `ValidationError` when the format does not take it.
  static func rate(_ options: [BitRateOption], for format: DeliverableFormat) throws -> Rate? {
    guard let rates = format.bitRates,
      let option = options.last(where: { $0.format == format })
        ?? options.last(where: { $0.format == nil })
    else { return nil }
    let name = format.rawValue.uppercased()
    switch option.rate {
    case .constant(let bits):
      guard rates.takes(constant: bits) else {
        throw ValidationError(
          "\(name) has no bit rate of \(bits / 1_000)k; it takes \(rates.constantText) (kb/s).")
      }
    case .average(let bits):
      guard let averages = rates.average, let text = rates.averageText else {
        throw onlyConstant(format)
      }
      guard averages.contains(bits) else {
        throw ValidationError("\(name) averages to \(text) kb/s, not to \(bits / 1_000)k.")
      }
    case .quality: guard rates.quality != nil else { throw onlyConstant(format) }
    }
    return option.rate
  }

  private static func onlyConstant(_ format: DeliverableFormat) -> ValidationError {
    let name = format.rawValue
    return ValidationError(
      "Only MP3 has average rates and qualities; give \(name.uppercased()) its own, such as \(name)=96k."
    )
  }
}

extension OutputRequest {
  /// Takes what is asked of the bit rate.
  mutating func take(_ rate: BitRateOption.Rate?) {
    switch rate {
    case .constant(let bits): bitRate = bits
    case .average(let bits): (bitRate, isAverage) = (bits, true)
    case .quality(let scale): quality = scale
    case nil: break
    }
  }
}
