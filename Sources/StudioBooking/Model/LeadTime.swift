/// How long before its start a booking must be made.
public enum LeadTime: Hashable, Sendable {
  /// At least so many hours, to the second.
  case hours(Int)
  /// On a date at least so many days after today's.
  case days(Int)
  /// On a date at least so many working days after today's: Monday to Friday, without the days on
  /// which the venue is closed by calendar.
  case workingDays(Int)

  /// How many of them, whatever they are.
  var count: Int {
    switch self {
    case .hours(let count), .days(let count), .workingDays(let count): count
    }
  }
}

extension LeadTime: Codable {
  private enum CodingKeys: String, CodingKey { case hours, days, workingDays }

  /// Reads `{"hours": 2}`, `{"days": 14}` or `{"workingDays": 3}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let hours = try container.decodeIfPresent(Int.self, forKey: .hours) {
      self = .hours(hours)
    } else if let days = try container.decodeIfPresent(Int.self, forKey: .days) {
      self = .days(days)
    } else {
      self = .workingDays(try container.decode(Int.self, forKey: .workingDays))
    }
  }

  /// Writes the same form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .hours(let count): try container.encode(count, forKey: .hours)
    case .days(let count): try container.encode(count, forKey: .days)
    case .workingDays(let count): try container.encode(count, forKey: .workingDays)
    }
  }
}
