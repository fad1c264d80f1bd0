import Foundation
import Synchronization

/// A zone's offsets, a day of UTC at a time: Foundation takes half a microsecond for each, and a
/// search for the nearest free time asks for thousands.
///
/// No zone changes its clock twice within a day, so a day that begins and ends with one offset has
/// it all day long; on the others Foundation is asked every time.
final class DayOffsets: Sendable {
  /// 2000 to 2099; other days are never remembered.
  private static let days = 10_957..<47_482
  private static let unknown = Int32.min
  private static let changing = Int32.max
  private static let zones = Mutex<[String: DayOffsets]>([:])

  private let timeZone: TimeZone
  private let known = Mutex(ContiguousArray(repeating: unknown, count: days.count))

  /// The offsets of a zone, shared by everybody who asks for it.
  static func of(_ timeZone: TimeZone, named identifier: String) -> DayOffsets {
    zones.withLock { zones in
      if let offsets = zones[identifier] { return offsets }
      let offsets = DayOffsets(timeZone)
      zones[identifier] = offsets
      return offsets
    }
  }

  private init(_ timeZone: TimeZone) { self.timeZone = timeZone }

  /// Seconds the wall clock is ahead of UTC at an instant.
  ///
  /// - Complexity: O(1).
  func seconds(atUTC utc: Int) -> Int {
    let day = (utc - (utc < 0 ? 86_399 : 0)) / 86_400
    guard Self.days.contains(day) else { return ask(utc) }
    let place = day - Self.days.lowerBound
    switch known.withLock({ $0[place] }) {
    case Self.changing: return ask(utc)
    case Self.unknown:
      let (first, last) = (ask(day * 86_400), ask(day * 86_400 + 86_399))
      known.withLock { $0[place] = first == last ? Int32(first) : Self.changing }
      return ask(utc)
    case let offset: return Int(offset)
    }
  }

  /// The offset of an instant whose day and the days around it have no other; nil where that is not
  /// known yet, or not so: only there can the clock show a reading twice.
  ///
  /// - Complexity: O(1).
  func steadySeconds(atUTC utc: Int) -> Int? {
    let day = (utc - (utc < 0 ? 86_399 : 0)) / 86_400
    guard Self.days.contains(day - 1), Self.days.contains(day + 1) else { return nil }
    let place = day - Self.days.lowerBound
    return known.withLock { known in
      let offset = known[place]
      guard offset != Self.unknown, offset != Self.changing, known[place - 1] == offset,
        known[place + 1] == offset
      else { return nil }
      return Int(offset)
    }
  }

  private func ask(_ utc: Int) -> Int {
    timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(utc)))
  }
}
