/// When units can be used: space ∩ unit ∩ offering, with dated exceptions.
///
/// An exceptional opening of the venue or a space lifts the grids of space and offering and the
/// days closed by calendar; the unit's own hours still hold (a technician is not there because
/// the room opens) unless the opening names the unit. A closure outranks everything.
struct EffectiveHours {
  private let openTimes: [UnitID: IntervalSet]

  /// Works out the openings of an offering's units.
  init(
    of offering: Offering, at venue: Venue, exceptions: [HoursException], window: UTCInterval
  ) {
    self.init(
      of: offering.candidates, within: offering.hours, at: venue, exceptions: exceptions,
      window: window)
  }

  /// Works the openings out.
  ///
  /// - Parameters:
  ///   - units: whose openings are wanted.
  ///   - hours: those of the offering; nil when they are no limit.
  ///   - venue: where.
  ///   - exceptions: the dated exceptions that touch the window.
  ///   - window: only instants inside are certain to be right.
  /// - Complexity: O(days × units).
  init(
    of units: [UnitID], within hours: Hours? = nil, at venue: Venue,
    exceptions: [HoursException], window: UTCInterval
  ) {
    let calendars = venue.dayCalendars
    let zone = venue.zone
    // A span that began the day before may reach into the window.
    let first = zone.local(atUTC: window.startUTC).date.adding(days: -1)
    let last = zone.local(atUTC: window.endUTC).date
    let dates = (first.dayNumber...last.dayNumber).map(CivilDate.init(dayNumber:))
    let closedDates = Set(
      dates.filter { date in venue.closedOn.contains { calendars.contains(date, in: $0) } })

    func grid(_ hours: Hours?, skipping closed: Set<CivilDate>) -> IntervalSet {
      IntervalSet(
        dates.filter { !closed.contains($0) }.flatMap { date -> [UTCInterval] in
          let spans = hours?.spans(on: date, calendars: calendars) ?? [.wholeDay]
          return spans.compactMap { $0.interval(on: date, in: zone) }
        })
    }
    func times(_ kind: HoursException.Kind, _ scopes: [HoursException.Scope]) -> IntervalSet {
      IntervalSet(
        exceptions.lazy.filter { $0.kind == kind && scopes.contains($0.scope) }.map(\.interval))
    }

    let own = hours.map { grid($0, skipping: []) }
    var spaceTimes: [SpaceID: IntervalSet] = [:]
    var found: [UnitID: IntervalSet] = [:]
    for id in units {
      guard let space = venue.space(of: id), let unit = venue.unit(id) else { continue }
      let ofSpace = spaceTimes[space.id] ?? grid(space.hours, skipping: closedDates)
      spaceTimes[space.id] = ofSpace
      var open = own.map { ofSpace.intersection($0) } ?? ofSpace
      open = open.union(times(.opening, [.venue, .space(space.id)]))
      if let hours = unit.hours { open = open.intersection(grid(hours, skipping: [])) }
      open = open.union(times(.opening, [.unit(id)]))
      found[id] = open.subtracting(times(.closure, [.venue, .space(space.id), .unit(id)]))
    }
    openTimes = found
  }

  /// When a unit can be used.
  func openTimes(of unit: UnitID) -> IntervalSet { openTimes[unit] ?? IntervalSet() }

  /// Whether a unit is open for as much of an interval as the policy asks.
  func isOpen(_ unit: UnitID, for interval: UTCInterval, during part: OpenDuring) -> Bool {
    let open = openTimes(of: unit)
    return switch part {
    case .throughout: open.covers(interval)
    case .ends: open.contains(interval.startUTC) && open.closesAtOrContains(interval.endUTC)
    case .start: open.contains(interval.startUTC)
    }
  }
}
