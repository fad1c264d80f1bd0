/// What one VAT rate comes to on a document: computed once, on the total of the rate.
public struct VATShare: Hashable, Sendable, Codable {
  /// The rate.
  public let code: VATCode
  /// The total without VAT.
  public let netCents: Int
  /// The VAT.
  public let vatCents: Int
  /// The total with VAT.
  public var grossCents: Int { netCents + vatCents }

  /// The shares of a document's lines, by rate.
  ///
  /// Lines with VAT inside and lines without are totalled apart: each total is rounded once.
  ///
  /// - Parameter lines: the lines, each with whether VAT is inside its cents.
  /// - Returns: one share a rate, exempt first.
  public static func shares(of lines: [(line: Price.Line, includesVAT: Bool)]) -> [VATShare] {
    let byRate = Dictionary(grouping: lines, by: \.line.vat)
    return byRate.keys.sorted().map { code in
      var (net, vat) = (0, 0)
      for includesVAT in [true, false] {
        let total = (byRate[code] ?? []).filter { $0.includesVAT == includesVAT }
          .reduce(0) { $0 + $1.line.cents }
        let percent = code.percent ?? 0
        let share = divided(total * percent, by: includesVAT ? 100 + percent : 100)
        vat += share
        net += includesVAT ? total - share : total
      }
      return VATShare(code: code, netCents: net, vatCents: vat)
    }
  }
}
