public import Foundation

/// The venue's time zone: turns wall-clock readings into instants and back.
///
/// Foundation is asked for offsets only; which readings exist is worked out here, because
/// `Calendar.date(from:)` silently moves a reading that does not exist.
public struct VenueZone: Sendable {
  /// The IANA name, such as `Europe/Brussels`.
  public let identifier: String
  /// Foundation's zone, for writing dates.
  public let timeZone: TimeZone
  private let offsets: DayOffsets

  /// Finds a zone by its IANA name; fails when the machine does not know it.
  public init?(identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.identifier = identifier
    timeZone = zone
    offsets = .of(zone, named: identifier)
  }

  /// Seconds the wall clock is ahead of UTC at an instant.
  public func offsetSeconds(atUTC utc: Int) -> Int { offsets.seconds(atUTC: utc) }

  /// What the wall clock shows at an instant.
  public func local(atUTC utc: Int) -> LocalDateTime {
    LocalDateTime(secondsSinceEpoch: utc + offsetSeconds(atUTC: utc))
  }

  /// An instant with the offset the wall clock has then.
  public func zoned(_ utc: Int) -> ZonedInstant {
    // Asked for each of thousands of entries: on all but a few days of the year nothing repeats.
    if let steady = offsets.steadySeconds(atUTC: utc) {
      return ZonedInstant(utc: utc, offsetSeconds: steady)
    }
    let offset = offsetSeconds(atUTC: utc)
    return ZonedInstant(
      utc: utc, offsetSeconds: offset, isRepeated: isRepeated(utc, offset: offset))
  }

  /// Whether the clock shows at another instant what it shows at this one.
  private func isRepeated(_ utc: Int, offset: Int) -> Bool {
    let before = offsetSeconds(atUTC: utc - 86_400)
    let after = offsetSeconds(atUTC: utc + 86_400)
    guard before != after else { return false }
    let other = utc + offset - (offset == before ? after : before)
    return offsetSeconds(atUTC: other) == (offset == before ? after : before)
  }

  /// Finds the instants at which the wall clock shows a reading.
  ///
  /// The offsets a day before and a day after the reading are the only two candidates: no zone
  /// changes its clock twice within two days.
  public func resolve(_ local: LocalDateTime) -> WallTime {
    let reading = local.secondsSinceEpoch
    let before = offsetSeconds(atUTC: reading - 86_400)
    let after = offsetSeconds(atUTC: reading + 86_400)
    let candidates = before == after ? [before] : [before, after]
    let instants = candidates.map { reading - $0 }.filter { self.local(atUTC: $0) == local }
    switch instants.count {
    case 1: return .unique(instants[0])
    case 2:
      return .ambiguous(
        firstUTC: min(instants[0], instants[1]), secondUTC: max(instants[0], instants[1]))
    default:
      let change = transition(
        after: reading - max(before, after), until: reading - min(before, after))
      return .missing(
        atUTC: change,
        from: LocalDateTime(secondsSinceEpoch: change + before),
        to: LocalDateTime(secondsSinceEpoch: change + after))
    }
  }

  /// The first instant at or after a reading: a reading in the gap moves to the change itself.
  ///
  /// Opening hours use this; a booking never does (it is refused instead).
  public func earliestUTC(_ local: LocalDateTime) -> Int {
    switch resolve(local) {
    case .unique(let utc): utc
    case .missing(let change, _, _): change
    case .ambiguous(let first, _): first
    }
  }

  /// The last instant that shows a reading; closing times use this, so that a room open until
  /// 02:30 on the long night is open until the second 02:30.
  public func latestUTC(_ local: LocalDateTime) -> Int {
    if case .ambiguous(_, let second) = resolve(local) { return second }
    return earliestUTC(local)
  }

  /// The first instant of a date.
  public func startOfDay(_ date: CivilDate) -> Int {
    earliestUTC(LocalDateTime(date: date, secondOfDay: 0))
  }

  /// The instants of a run of whole dates.
  public func interval(from first: CivilDate, days: Int) -> UTCInterval {
    precondition(days > 0, "a run of dates has at least one day")
    return UTCInterval(
      startUTC: startOfDay(first), endUTC: startOfDay(first.adding(days: days)))
  }

  /// Halves the distance to the clock change that lies between two instants.
  private func transition(after low: Int, until high: Int) -> Int {
    let old = offsetSeconds(atUTC: low)
    var (low, high) = (low, high)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsetSeconds(atUTC: middle) == old { low = middle } else { high = middle }
    }
    return high
  }
}

extension VenueZone: Hashable {
  /// Zones of one name are one.
  public static func == (one: VenueZone, other: VenueZone) -> Bool {
    one.identifier == other.identifier
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}
