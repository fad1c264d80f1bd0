import ArgumentParser

/// A bit rate for one format, or for every format that has one: `96k`, `opus=64k`.
struct BitRateOption: ExpressibleByArgument {
  /// The extension it is for; nil for all lossy ones.
  let format: String?
  /// Bits a second.
  let bitRate: Int

  /// Kilobits a second each format takes.
  ///
  /// MP3: ISO/IEC 11172-3 table of layer III. AAC-LC: 6144 bits a channel and frame at most
  /// (ISO/IEC 14496-3 §4.5.3), and no speech survives below 32. Opus: RFC 6716 §2.1.1, at most 256 a
  /// channel.
  private static let kilobits: [String: Set<Int>] = [
    "mp3": [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    "m4a": Set(32...256), "opus": Set(16...256),
  ]

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "=", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let figure = parts.last, figure.hasSuffix("k"),
      let number = Int(figure.dropLast()), number > 0
    else { return nil }
    format = parts.count == 2 ? String(parts[0]) : nil
    bitRate = number * 1_000
    if let format, Self.kilobits[format] == nil { return nil }
  }

  /// The bit rate of an output among all options; those that name its format win.
  ///
  /// - Parameters:
  ///   - options: as typed.
  ///   - format: the output's extension, lower case.
  /// - Returns: bits a second; nil takes the format's default.
  /// - Throws: `ValidationError` when the format does not take it.
  static func bitRate(_ options: [BitRateOption], for format: String) throws -> Int? {
    guard let taken = kilobits[format],
      let option = options.last(where: { $0.format == format })
        ?? options.last(where: { $0.format == nil })
    else { return nil }
    guard taken.contains(option.bitRate / 1_000) else {
      let known = taken.sorted()
      let list =
        format == "mp3"
        ? known.map(String.init).joined(separator: ", ")
        : "\(known[0]) to \(known[known.count - 1])"
      throw ValidationError(
        "\(format.uppercased()) has no bit rate of \(option.bitRate / 1_000)k; it takes \(list) (kb/s)."
      )
    }
    return option.bitRate
  }
}
