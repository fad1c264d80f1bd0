/// The charges of a month as a table for the town's accounting: RFC 4180, UTF-8 with a byte order
/// mark, without which spreadsheets read accents wrongly.
public enum AccountingCSV {
  /// The columns, in order; docs/accounting.md says what each holds.
  public static let columns = [
    "reservation", "date", "start", "end", "payer", "payer_name", "category", "offering", "charge",
    "per", "quantity", "unit_price", "amount", "vat_included", "vat_code", "status", "payment",
    "paid", "communication", "currency",
  ]

  /// Writes the table: one row a charge.
  ///
  /// - Parameters:
  ///   - entries: the reservations.
  ///   - venue: for the words in its own language.
  /// - Returns: the file's text, with CRLF line ends (RFC 4180 §2).
  public static func text(of entries: [StatementEntry], at venue: Venue) -> String {
    var rows = [columns]
    for entry in entries {
      for line in entry.payment.price.lines {
        rows.append(row(entry, line, at: venue))
      }
    }
    return "\u{FEFF}" + rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func row(
    _ entry: StatementEntry, _ line: Price.Line, at venue: Venue
  ) -> [String] {
    let price = entry.payment.price
    let quantity = line.quantityThousandths
    return [
      entry.reservation.description, entry.start.local.date.description, entry.start.rfc3339,
      entry.end.rfc3339, entry.payer.description, entry.payerName, price.category ?? "",
      entry.offering.rawValue, line.name.text(in: venue.language), line.per.rawValue,
      "\(quantity / 1000).\(padded(quantity % 1000, to: 3))",
      MoneyText.decimal(cents: line.unitCents), MoneyText.decimal(cents: line.cents),
      price.includesVAT ? "yes" : "no", line.vat.description, entry.status.rawValue,
      entry.payment.state.rawValue, MoneyText.decimal(cents: entry.payment.paidCents),
      entry.payment.communication.description, price.currency,
    ]
  }

  /// Quotes what needs it; a leading sign that a spreadsheet would take for a formula gets an
  /// apostrophe (OWASP, CSV injection), save in numbers and structured communications.
  private static func field(_ text: String) -> String {
    var text = text
    if let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil,
      StructuredCommunication(text: text) == nil
    {
      text = "'" + text
    }
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
