/// A table as comma-separated values (RFC 4180): a header line, CRLF line ends, UTF-8.
public struct CSVTable: Hashable, Sendable {
  /// The names of the columns.
  public let header: [String]
  /// The lines, each as long as the header.
  public let rows: [[String]]

  /// Makes a table.
  ///
  /// - Precondition: every row has as many fields as the header (RFC 4180 §2.4).
  public init(header: [String], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == header.count }, "a row is as long as the header")
    self.header = header
    self.rows = rows
  }

  /// The document, the last line ended too.
  public var text: String {
    ([header] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// Quotes what RFC 4180 §2.6 wants quoted, and keeps spreadsheets from running names as formulas.
  ///
  /// A text that starts with `=`, `+`, `-` or `@` and is not a number is a formula to a
  /// spreadsheet; an apostrophe before it makes it text (OWASP, CSV injection).
  static func field(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(text) == nil
    {
      text = "'" + text
    }
    let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
