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

  /// The extension it is for; nil for all lossy ones.
  let format: String?
  /// What is asked for.
  let rate: Rate

  /// Kilobits a second each format takes.
  ///
  /// MP3: ISO/IEC 11172-3 table of layer III. AAC-LC: 6144 bits a channel and frame at most
  /// (ISO/IEC 14496-3 §4.5.3), and no speech survives below 32. Opus: RFC 6716 §2.1.1, at most 256 a
  /// channel.
  private static let kilobits: [String: Set<Int>] = [
    "mp3": [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    "m4a": Set(32...256), "opus": Set(16...256),
  ]
  /// What LAME averages to.
  private static let averages = 32...320

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "=", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let figure = parts.last,
      let rate = Self.rate(figure)
    else { return nil }
    format = parts.count == 2 ? String(parts[0]) : nil
    self.rate = rate
    if let format, Self.kilobits[format] == nil { return nil }
  }

  private static func rate(_ text: Substring) -> Rate? {
    if text.hasPrefix("v"), let quality = Double(text.dropFirst()), (0...9.999).contains(quality) {
      return .quality(quality)
    }
    let isAverage = text.hasPrefix("abr")
    let figure = isAverage ? text.dropFirst(3) : text
    guard figure.hasSuffix("k"), let number = Int(figure.dropLast()), number > 0 else { return nil }
    return isAverage ? .average(number * 1_000) : .constant(number * 1_000)
  }

  /// What is asked of an output among all options; those that name its format win.
  ///
  /// - Parameters:
  ///   - options: as typed.
  ///   - format: the output's extension, lower case.
  /// - Returns: nil takes the format's default.
  /// - Throws: `ValidationError` when the format does not take it.
  static func rate(_ options: [BitRateOption], for format: String) throws -> Rate? {
    guard let taken = kilobits[format],
      let option = options.last(where: { $0.format == format })
        ?? options.last(where: { $0.format == nil })
    else { return nil }
    switch option.rate {
    case .constant(let bits) where taken.contains(bits / 1_000): return option.rate
    case .constant(let bits):
      let known = taken.sorted()
      let list =
        format == "mp3"
        ? known.map(String.init).joined(separator: ", ")
        : "\(known[0]) to \(known[known.count - 1])"
      throw ValidationError(
        "\(format.uppercased()) has no bit rate of \(bits / 1_000)k; it takes \(list) (kb/s).")
    case .average, .quality:
      guard format == "mp3" else {
        throw ValidationError(
          "Only MP3 has average rates and qualities; give \(format.uppercased()) its own, such as \(format)=96k."
        )
      }
      if case .average(let bits) = option.rate, !averages.contains(bits / 1_000) {
        throw ValidationError("MP3 averages to 32 up to 320 kb/s, not to \(bits / 1_000)k.")
      }
      return option.rate
    }
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
