/// What occupies units over some dates, with their openings: one row a unit.
public struct CalendarBoard: Hashable, Sendable {
  /// One unit's row.
  public struct Row: Hashable, Sendable {
    /// The unit.
    public let unit: BookableUnit
    /// The space it is in.
    public let space: SpaceID
    /// When it can be used.
    public let open: IntervalSet
    /// What occupies it, in order; they never overlap.
    public let entries: [CalendarEntry]

    /// Describes a row.
    public init(
      unit: BookableUnit, space: SpaceID, open: IntervalSet, entries: [CalendarEntry]
    ) {
      self.unit = unit
      self.space = space
      self.open = open
      self.entries = entries
    }
  }

  /// The first date shown.
  public let firstDate: CivilDate
  /// How many dates.
  public let days: Int
  /// The venue's zone.
  public let zone: VenueZone
  /// One row a unit, in the order staff want to see them.
  public let rows: [Row]

  /// Puts rows on a board.
  public init(firstDate: CivilDate, days: Int, zone: VenueZone, rows: [Row]) {
    self.firstDate = firstDate
    self.days = days
    self.zone = zone
    self.rows = rows
  }

  /// Lays entries and openings out.
  ///
  /// - Parameters:
  ///   - venue: the venue.
  ///   - space: the space wanted; nil for all.
  ///   - firstDate: the first date.
  ///   - days: how many dates, at least 1.
  ///   - exceptions: those that touch the dates.
  ///   - entries: those that overlap the dates.
  public init(
    of venue: Venue, space: SpaceID?, firstDate: CivilDate, days: Int,
    exceptions: [HoursException], entries: [CalendarEntry]
  ) {
    let spaces = venue.spaces.filter { space == nil || $0.id == space }
    let hours = EffectiveHours(
      of: spaces.flatMap(\.units).map(\.id), at: venue, exceptions: exceptions,
      window: venue.zone.interval(from: firstDate, days: days))
    let byUnit = Dictionary(grouping: entries, by: \.unit)
    self.init(
      firstDate: firstDate, days: days, zone: venue.zone,
      rows: spaces.flatMap { space in
        space.units.map { unit in
          Row(
            unit: unit, space: space.id, open: hours.openTimes(of: unit.id),
            entries: (byUnit[unit.id] ?? []).sorted { $0.start.utc < $1.start.utc })
        }
      })
  }

  /// Everything on the board, by time, then by the units' order.
  public var entries: [CalendarEntry] {
    rows.flatMap(\.entries).enumerated()
      .sorted { ($0.element.start.utc, $0.offset) < ($1.element.start.utc, $1.offset) }
      .map(\.element)
  }

  /// The instants of the dates.
  public var interval: UTCInterval { zone.interval(from: firstDate, days: days) }

  /// The part of each date that is worth showing: from the first opening or entry of any date to
  /// the last, on whole hours of the wall clock; the whole day when nothing opens.
  ///
  /// - Returns: the first and last second of the day as the clock shows them.
  public var shownSeconds: Range<Int> {
    var (first, last) = (86_400, 0)
    for offset in 0..<days {
      let day = zone.interval(from: firstDate.adding(days: offset), days: 1)
      for row in rows {
        let taken = row.entries.map { UTCInterval(startUTC: $0.start.utc, endUTC: $0.end.utc) }
        for part in IntervalSet([day]).intersection(row.open.union(IntervalSet(taken))).intervals {
          let start = zone.local(atUTC: part.startUTC).secondOfDay
          let end = part.endUTC == day.endUTC ? 86_400 : zone.local(atUTC: part.endUTC).secondOfDay
          // On the long night a clock reading comes twice: the whole hour stays in view.
          first = min(first, start, end)
          last = max(last, end, start)
        }
      }
    }
    guard first < last else { return 0..<86_400 }
    return (first / 3600 * 3600)..<((last + 3599) / 3600 * 3600)
  }

  /// The instants between two readings of one date's clock.
  ///
  /// - Parameters:
  ///   - offset: the date, counted from the first.
  ///   - seconds: as ``shownSeconds`` gives them.
  /// - Returns: the real time between them: an hour longer or shorter when the clock changes there.
  public func shownInterval(ofDay offset: Int, _ seconds: Range<Int>) -> UTCInterval {
    let date = firstDate.adding(days: offset)
    let start = zone.earliestUTC(LocalDateTime(date: date, secondOfDay: seconds.lowerBound))
    let end = zone.latestUTC(LocalDateTime(date: date, secondOfDay: seconds.upperBound))
    return UTCInterval(startUTC: start, endUTC: max(end, start + 1))
  }
}
