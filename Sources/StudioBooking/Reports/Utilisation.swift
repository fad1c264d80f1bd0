/// How much of its opening hours a unit was used: never more than all of them.
///
/// Numerator: confirmed, checked-in and completed reservations, without buffers, as far as they
/// lie in opening hours. Denominator: opening hours as they were on those dates, closures and
/// exceptional openings included, in real time, so that the long night counts an hour more.
public struct Utilisation: Hashable, Sendable {
  /// How a report is gathered.
  public enum Grouping: String, Sendable, CaseIterable {
    /// A line a unit and month.
    case unit
    /// A line a space and month.
    case space
    /// A line a month.
    case month
  }

  /// One line.
  public struct Row: Hashable, Sendable {
    /// `2026-12`.
    public let month: String
    /// The space; nil for all together.
    public let space: SpaceID?
    /// The unit; nil for all of the space together.
    public let unit: UnitID?
    /// Opening time.
    public let openSeconds: Int
    /// Use within opening time.
    public let usedSeconds: Int
    /// Use outside opening time, such as prints that run through the night.
    public let outsideSeconds: Int
    /// Opening time blocked for maintenance.
    public let blockedSeconds: Int

    /// Used part of the opening time, 0…1; nil when it was never open.
    public var share: Double? {
      openSeconds > 0 ? Double(usedSeconds) / Double(openSeconds) : nil
    }
  }

  /// The dates.
  public let period: ReportPeriod
  /// The lines: by month, then in the order of spaces and units.
  public let rows: [Row]

  /// Puts lines together.
  public init(period: ReportPeriod, rows: [Row]) {
    self.period = period
    self.rows = rows
  }
}

/// What was in use on a unit.
public struct UnitUse: Hashable, Sendable {
  /// The unit.
  public let unit: UnitID
  /// When, without buffer.
  public let interval: UTCInterval
  /// Whether it was maintenance instead of a reservation.
  public let isBlock: Bool

  /// Describes a use.
  public init(unit: UnitID, interval: UTCInterval, isBlock: Bool = false) {
    self.unit = unit
    self.interval = interval
    self.isBlock = isBlock
  }
}

extension Utilisation {
  /// Sets use against opening hours.
  ///
  /// - Parameters:
  ///   - period: the dates.
  ///   - grouping: what a line is about.
  ///   - space: the space wanted; nil for all.
  ///   - venue: the venue, whose hours hold for the whole period.
  ///   - exceptions: those that touch the period.
  ///   - uses: those that touch the period.
  /// - Complexity: O(days × units + uses).
  public init(
    _ period: ReportPeriod, by grouping: Grouping, space: SpaceID?, at venue: Venue,
    exceptions: [HoursException], uses: [UnitUse]
  ) {
    let spaces = venue.spaces.filter { space == nil || $0.id == space }
    let hours = EffectiveHours(
      of: spaces.flatMap(\.units).map(\.id), at: venue, exceptions: exceptions,
      window: period.interval(in: venue.zone))
    let used = Dictionary(grouping: uses.filter { !$0.isBlock }, by: \.unit)
      .mapValues { IntervalSet($0.map(\.interval)) }
    let blocked = Dictionary(grouping: uses.filter(\.isBlock), by: \.unit)
      .mapValues { IntervalSet($0.map(\.interval)) }
    var rows: [Row] = []
    for month in period.months {
      let whole = IntervalSet([month.interval(in: venue.zone)])
      let units = spaces.flatMap { space in
        space.units.map { unit -> Row in
          let open = hours.openTimes(of: unit.id).intersection(whole)
          let all = (used[unit.id] ?? IntervalSet()).intersection(whole)
          let inside = all.intersection(open).seconds
          let closed = (blocked[unit.id] ?? IntervalSet()).intersection(open)
          return Row(
            month: month.monthText, space: space.id, unit: unit.id, openSeconds: open.seconds,
            usedSeconds: inside, outsideSeconds: all.seconds - inside,
            blockedSeconds: closed.seconds)
        }
      }
      switch grouping {
      case .unit: rows += units
      case .space:
        rows += spaces.map { space in
          Row(
            sum: units.filter { $0.space == space.id }, month: month.monthText, space: space.id)
        }
      case .month: rows.append(Row(sum: units, month: month.monthText, space: nil))
      }
    }
    self.init(period: period, rows: rows)
  }
}

extension Utilisation.Row {
  init(sum rows: [Self], month: String, space: SpaceID?) {
    func total(_ value: KeyPath<Self, Int>) -> Int { rows.reduce(0) { $0 + $1[keyPath: value] } }
    self.init(
      month: month, space: space, unit: nil, openSeconds: total(\.openSeconds),
      usedSeconds: total(\.usedSeconds), outsideSeconds: total(\.outsideSeconds),
      blockedSeconds: total(\.blockedSeconds))
  }
}

extension IntervalSet {
  /// The real length of all intervals.
  var seconds: Int { intervals.reduce(0) { $0 + $1.durationSeconds } }
}
