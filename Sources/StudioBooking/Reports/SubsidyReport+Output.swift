extension SubsidyReport: Encodable {
  private enum CodingKeys: String, CodingKey {
    case from, to, smallest, total, byAgeBand, byPostcode
  }

  /// Writes the contract of `report subsidy` (docs/schema/subsidy.json).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(period.first, forKey: .from)
    try container.encode(period.last, forKey: .to)
    try container.encode(smallest, forKey: .smallest)
    try container.encode(total, forKey: .total)
    try container.encode(byAgeBand, forKey: .byAgeBand)
    try container.encode(byPostcode, forKey: .byPostcode)
  }

  /// All lines as CSV: `breakdown` says which table a line is of.
  public var csv: CSVTable {
    func line(_ breakdown: String, _ value: String, _ count: Count) -> [String] {
      [
        breakdown, value, String(count.persons), String(count.entries),
        DecimalText.hours(seconds: count.seconds),
      ]
    }
    return CSVTable(
      header: ["breakdown", "value", "persons", "entries", "hours"],
      rows: [line("total", "", total)]
        + byAgeBand.map { line("age_band", $0.text, $0.count) }
        + byPostcode.map { line("postcode", $0.text, $0.count) })
  }
}

extension SubsidyReport.Row {
  /// The value, `other` for a merged line, `unknown` for people without one.
  public var text: String { isMerged ? "other" : value ?? "unknown" }
}

extension SubsidyReport.Row: Encodable {
  private enum CodingKeys: String, CodingKey { case value, merged, persons, entries, minutes }

  /// Writes the counts beside the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(text, forKey: .value)
    try container.encode(isMerged, forKey: .merged)
    try container.encode(count.persons, forKey: .persons)
    try container.encode(count.entries, forKey: .entries)
    try container.encode(count.seconds / 60, forKey: .minutes)
  }
}

extension SubsidyReport.Count: Encodable {
  private enum CodingKeys: String, CodingKey { case persons, entries, minutes }

  /// Writes the counts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(persons, forKey: .persons)
    try container.encode(entries, forKey: .entries)
    try container.encode(seconds / 60, forKey: .minutes)
  }
}
