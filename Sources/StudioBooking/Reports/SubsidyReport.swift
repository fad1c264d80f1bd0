/// What a funder asks: how many people, how many entries, how many hours, from which age bands and
/// postcodes; never so few people in one line that a neighbour could tell who they are.
public struct SubsidyReport: Hashable, Sendable {
  /// One visit: a reservation that its person came to.
  public struct Visit: Hashable, Sendable {
    /// Who came.
    public let person: PersonID
    /// The person's age band, such as `12-15`; nil when unknown or erased.
    public let ageBand: String?
    /// The person's postcode; nil when unknown or erased.
    public let postcode: String?
    /// How many people came with this visit, at least 1.
    public let people: Int
    /// How long.
    public let seconds: Int
    /// The age bands of companions, as far as they were said.
    public let party: [String]

    /// Describes a visit.
    public init(
      person: PersonID, ageBand: String?, postcode: String?, people: Int, seconds: Int,
      party: [String] = []
    ) {
      self.party = party
      self.person = person
      self.ageBand = ageBand
      self.postcode = postcode
      self.people = people
      self.seconds = seconds
    }
  }

  /// Counts of some visits.
  public struct Count: Hashable, Sendable {
    /// Distinct persons.
    public let persons: Int
    /// People who came, companions included.
    public let entries: Int
    /// Hours of use.
    public let seconds: Int
  }

  /// One line of a breakdown.
  public struct Row: Hashable, Sendable {
    /// The age band or postcode; nil for those without one.
    public let value: String?
    /// Whether several small lines are merged into this one.
    public let isMerged: Bool
    /// The counts.
    public let count: Count
  }

  /// The dates.
  public let period: ReportPeriod
  /// The fewest distinct persons a line may have.
  public let smallest: Int
  /// Everything together.
  public let total: Count
  /// By age band; empty when there are fewer persons than a line may have.
  ///
  /// A visit of several bands stands in each of them: its entries are shared out, its person and its
  /// hours count in all.
  public let byAgeBand: [Row]
  /// By postcode; empty when there are fewer persons than a line may have.
  public let byPostcode: [Row]

  /// The fewest distinct persons a line may have unless a funder asks for more: 5.
  public static let usualSmallest = 5

  /// Counts visits.
  public init(_ period: ReportPeriod, _ visits: [Visit], smallest: Int = Self.usualSmallest) {
    self.period = period
    self.smallest = max(smallest, Self.usualSmallest)
    total = Count(visits)
    byAgeBand = Self.rows(
      visits.flatMap(\.byAgeBand), by: \.ageBand, smallest: self.smallest)
    byPostcode = Self.rows(visits, by: \.postcode, smallest: self.smallest)
  }

  /// Groups visits and merges small groups until every line holds enough people.
  ///
  /// One small group alone could be worked out from the total, so the smallest of the others joins
  /// it until together they are enough.
  private static func rows(
    _ visits: [Visit], by value: KeyPath<Visit, String?>, smallest: Int
  ) -> [Row] {
    var groups = Dictionary(grouping: visits) { $0[keyPath: value] }
      .map { (value: $0.key, visits: $0.value, persons: Set($0.value.map(\.person)).count) }
      .sorted { ($0.persons, $0.value ?? "") < ($1.persons, $1.value ?? "") }
    var merged: [Visit] = []
    var mergedGroups = 0
    while let next = groups.first {
      let isEnough = mergedGroups == 0 || Set(merged.map(\.person)).count >= smallest
      if next.persons >= smallest, isEnough { break }
      merged += next.visits
      mergedGroups += 1
      groups.removeFirst()
    }
    var rows = groups.sorted { ($0.value ?? "\u{10FFFF}") < ($1.value ?? "\u{10FFFF}") }
      .map { Row(value: $0.value, isMerged: false, count: Count($0.visits)) }
    if Set(merged.map(\.person)).count >= smallest {
      rows.append(Row(value: nil, isMerged: true, count: Count(merged)))
    }
    return rows
  }
}

extension SubsidyReport.Visit {
  /// One visit a band: companions whose band nobody said are taken for the person's own.
  fileprivate var byAgeBand: [Self] {
    let named = Dictionary(grouping: party) { $0 }.mapValues(\.count)
    let own = max(people - party.count, 1) + (ageBand.flatMap { named[$0] } ?? 0)
    let others = named.filter { $0.key != ageBand }.sorted { $0.key < $1.key }
    return ([(ageBand, own)] + others.map { (Optional($0.key), $0.value) }).map {
      Self(person: person, ageBand: $0, postcode: postcode, people: $1, seconds: seconds)
    }
  }
}

extension SubsidyReport.Count {
  fileprivate init(_ visits: [SubsidyReport.Visit]) {
    persons = Set(visits.map(\.person)).count
    entries = visits.reduce(0) { $0 + $1.people }
    seconds = visits.reduce(0) { $0 + $1.seconds }
  }
}
