extension Utilisation: Encodable {
  private enum CodingKeys: String, CodingKey { case from, to, rows }

  /// Writes the contract of `report utilisation` (docs/schema/utilisation.json).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(period.first, forKey: .from)
    try container.encode(period.last, forKey: .to)
    try container.encode(rows, forKey: .rows)
  }

  /// The lines as CSV: hours with two decimals, the share in per cent with one.
  public var csv: CSVTable {
    CSVTable(
      header: [
        "month", "space", "unit", "open_hours", "used_hours", "used_percent", "outside_hours",
        "blocked_hours",
      ],
      rows: rows.map { row in
        [
          row.month, row.space?.rawValue ?? "", row.unit?.rawValue ?? "",
          DecimalText.hours(seconds: row.openSeconds), DecimalText.hours(seconds: row.usedSeconds),
          row.share.map(DecimalText.percent) ?? "", DecimalText.hours(seconds: row.outsideSeconds),
          DecimalText.hours(seconds: row.blockedSeconds),
        ]
      })
  }
}

extension Utilisation.Row: Encodable {
  private enum CodingKeys: String, CodingKey {
    case month, space, unit, openMinutes, usedMinutes, outsideMinutes, blockedMinutes, share
  }

  /// Writes minutes, and the share between 0 and 1.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(month, forKey: .month)
    try container.encodeIfPresent(space, forKey: .space)
    try container.encodeIfPresent(unit, forKey: .unit)
    try container.encode(openSeconds / 60, forKey: .openMinutes)
    try container.encode(usedSeconds / 60, forKey: .usedMinutes)
    try container.encode(outsideSeconds / 60, forKey: .outsideMinutes)
    try container.encode(blockedSeconds / 60, forKey: .blockedMinutes)
    try container.encode(share, forKey: .share)
  }
}

/// Numbers of reports, written without a formatter and with a point, for every reader alike.
public enum DecimalText {
  /// Hours with two decimals, rounded half up: `7.50`.
  public static func hours(seconds: Int) -> String {
    let hundredths = (seconds + 18) / 36
    return "\(hundredths / 100).\(padded(hundredths % 100, to: 2))"
  }

  /// Per cent with one decimal, rounded down so that less than all never reads as 100.
  public static func percent(_ share: Double) -> String {
    let tenths = Int(share * 1000)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
