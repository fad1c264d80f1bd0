extension BookingExplanation: Encodable {
  private enum CodingKeys: String, CodingKey {
    case offering, start, end, bookable, status, units, rules, alternatives
  }

  /// Writes the contract of `why` (docs/schema/why.json).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(offering, forKey: .offering)
    try container.encode(start.rfc3339, forKey: .start)
    try container.encode(end.rfc3339, forKey: .end)
    try container.encode(isBookable, forKey: .bookable)
    try container.encodeIfPresent(status, forKey: .status)
    try container.encode(units, forKey: .units)
    try container.encode(steps, forKey: .rules)
    try container.encode(alternatives, forKey: .alternatives)
  }
}

extension BookingExplanation.Step: Encodable {
  private enum CodingKeys: String, CodingKey { case code, passed, rule, limit, actual, conflict }

  /// Writes the rule, whether it passed, and its limit and actual value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(code.rawValue, forKey: .code)
    try container.encode(refusal == nil, forKey: .passed)
    try container.encodeIfPresent(refusal?.rule.rawValue, forKey: .rule)
    try container.encode(limit?.jsonText, forKey: .limit)
    try container.encode(actual?.jsonText, forKey: .actual)
    try container.encodeIfPresent(refusal?.conflict, forKey: .conflict)
  }
}
