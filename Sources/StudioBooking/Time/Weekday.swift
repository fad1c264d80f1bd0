/// A day of the week, numbered as ISO 8601 does: Monday is 1.
public enum Weekday: Int, Sendable, CaseIterable, Comparable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// The English three-letter name used in venue files: `mon` … `sun`.
  public var code: String {
    switch self {
    case .monday: "mon"
    case .tuesday: "tue"
    case .wednesday: "wed"
    case .thursday: "thu"
    case .friday: "fri"
    case .saturday: "sat"
    case .sunday: "sun"
    }
  }

  /// Finds the day with a three-letter English name.
  public init?(code: some StringProtocol) {
    guard let day = Self.allCases.first(where: { $0.code == code.lowercased() }) else {
      return nil
    }
    self = day
  }

  /// Orders Monday first.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
