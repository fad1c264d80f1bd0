public import Localization

/// Writes amounts of money.
public enum MoneyText {
  /// As people read them: `12,50 €`, in English `€12.50`.
  public static func text(cents: Int, currency: String = "EUR", in language: Language) -> String {
    let sign = cents < 0 ? "−" : ""
    let (whole, rest) = (abs(cents) / 100, padded(abs(cents) % 100, to: 2))
    let symbol = currency == "EUR" ? "€" : currency
    return switch language {
    case .english: "\(sign)\(symbol)\(whole).\(rest)"
    case .dutch: "\(symbol) \(sign)\(whole),\(rest)"
    case .french, .german: "\(sign)\(whole),\(rest) \(symbol)"
    }
  }

  /// As programs read them: `12.50`.
  public static func decimal(cents: Int) -> String {
    "\(cents < 0 ? "-" : "")\(abs(cents) / 100).\(padded(abs(cents) % 100, to: 2))"
  }
}
