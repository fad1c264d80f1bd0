extension SeriesPlan: Encodable {
  private enum CodingKeys: String, CodingKey {
    case offering, rule, start, length, dates, excluded, withoutDate, free, refused, missing
  }

  /// Writes the preview (docs/schema/series-preview.json).
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(offering.id, forKey: .offering)
    try container.encode(pattern.times.rule?.description, forKey: .rule)
    try container.encode(pattern.times.start.description, forKey: .start)
    try container.encode(pattern.length.description, forKey: .length)
    try container.encode(dates, forKey: .dates)
    try container.encode(excluded.map(\.description), forKey: .excluded)
    try container.encode(periodsWithoutDate, forKey: .withoutDate)
    try container.encode(decisions.count, forKey: .free)
    try container.encode(refusals.count, forKey: .refused)
    try container.encode(
      dates.count - decisions.count - refusals.count, forKey: .missing)
  }
}

extension SeriesPlan.Date: Encodable {
  private enum CodingKeys: String, CodingKey {
    case date, state, startUTC, endUTC, units, code, conflict
  }

  /// `free`, `busy`, `closed`, `refused` or `missing`.
  public var state: String {
    switch outcome {
    case .free: "free"
    case .missing: "missing"
    case .refused(let refusal):
      switch refusal.rule.code {
      case .slotTaken: "busy"
      case .closed: "closed"
      default: "refused"
      }
    }
  }

  /// Writes one date of the preview.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(local.description, forKey: .date)
    try container.encode(state, forKey: .state)
    if let interval {
      try container.encode(RFC3339.utc(interval.startUTC), forKey: .startUTC)
      try container.encode(RFC3339.utc(interval.endUTC), forKey: .endUTC)
    }
    switch outcome {
    case .free(let decision): try container.encode(decision.units, forKey: .units)
    case .refused(let refusal):
      try container.encode(refusal.code, forKey: .code)
      try container.encodeIfPresent(refusal.conflict, forKey: .conflict)
    case .missing: break
    }
  }
}
