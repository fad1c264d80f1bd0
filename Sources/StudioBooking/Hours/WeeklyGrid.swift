/// Openings by day of the week; a day without any is closed.
public struct WeeklyGrid: Hashable, Sendable {
  private let spans: [Weekday: [GridSpan]]

  /// Makes a grid.
  public init(_ spans: [Weekday: [GridSpan]]) { self.spans = spans.filter { !$0.value.isEmpty } }

  /// The openings that begin on a day, in order.
  public func spans(on day: Weekday) -> [GridSpan] { spans[day] ?? [] }
}

extension WeeklyGrid: Codable {
  /// Reads `{"mon-fri": ["09:00-18:00"], "sat": ["09:30-13:00"]}`; days may be single, a range
  /// `mon-fri` or a list `tue,thu`, each day once.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    func fail(_ text: String) -> DecodingError {
      DecodingError.dataCorruptedError(in: container, debugDescription: text)
    }
    var found: [Weekday: [GridSpan]] = [:]
    for (key, texts) in try container.decode([String: [String]].self) {
      guard let days = Self.days(of: key) else {
        throw fail("'\(key)' is not a day such as mon, mon-fri or tue,thu.")
      }
      let spans = try texts.map { text in
        guard let span = GridSpan(text) else {
          throw fail("'\(text)' is not an opening such as 09:00-18:00.")
        }
        return span
      }
      for day in days {
        guard found[day] == nil else { throw fail("'\(day.code)' appears twice.") }
        found[day] = spans.sorted { $0.opensMinute < $1.opensMinute }
      }
    }
    self.init(found)
  }

  /// Writes one key a day.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Dictionary(
        uniqueKeysWithValues: spans.map { ($0.key.code, $0.value.map(\.description)) }))
  }

  /// Reads `mon`, `mon-fri` or `tue,thu`.
  static func days(of key: String) -> [Weekday]? {
    var days: [Weekday] = []
    for part in key.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Weekday(code: $0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
        first <= last
      else { return nil }
      days += Weekday.allCases.filter { first <= $0 && $0 <= last }
    }
    return days
  }
}
