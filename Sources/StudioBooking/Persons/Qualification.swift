/// A kind of qualification the venue gives, such as for the laser cutter.
public struct QualificationKind: Hashable, Sendable, Codable, Identifiable {
  /// The stable name.
  public let id: String
  /// What people read.
  public let name: LocalizedText
  /// For how many months it is valid; nil means for good.
  public let validMonths: Int?

  /// Describes a kind.
  public init(id: String, name: LocalizedText, validMonths: Int? = nil) {
    self.id = id
    self.name = name
    self.validMonths = validMonths
  }

  /// The last day of a qualification given on a date: the day before the same date that many months
  /// later, or the end of a shorter month.
  public func lastDay(from date: CivilDate) -> CivilDate? {
    guard let validMonths else { return nil }
    let (year, month, day) = date.parts
    let months = year * 12 + (month - 1) + validMonths
    let (endYear, endMonth) = (months / 12, months % 12 + 1)
    let endDay = min(day, CivilDate.days(inMonth: endMonth, of: endYear))
    return CivilDate(year: endYear, month: endMonth, day: endDay)?.adding(days: -1)
  }
}

/// A qualification that a person has.
public struct Qualification: Hashable, Sendable, Codable {
  /// The kind's stable name.
  public let kind: String
  /// The first day.
  public let from: CivilDate
  /// The last day, included; nil means for good.
  public let until: CivilDate?

  /// Describes a qualification.
  public init(kind: String, from: CivilDate, until: CivilDate?) {
    self.kind = kind
    self.from = from
    self.until = until
  }

  /// Whether it is valid on a day.
  public func isValid(on date: CivilDate) -> Bool {
    from <= date && until.map { date <= $0 } ?? true
  }
}
