/// A set of instants kept as sorted, disjoint, non-touching half-open intervals.
public struct IntervalSet: Hashable, Sendable {
  /// The intervals, in order.
  public let intervals: [UTCInterval]

  /// Sorts and joins any intervals.
  ///
  /// - Complexity: O(*n* log *n*).
  public init(_ unordered: some Sequence<UTCInterval> = []) {
    var joined: [UTCInterval] = []
    for next in unordered.sorted(by: { $0.startUTC < $1.startUTC }) {
      if let last = joined.last, next.startUTC <= last.endUTC {
        joined[joined.count - 1] = UTCInterval(
          startUTC: last.startUTC, endUTC: max(last.endUTC, next.endUTC))
      } else {
        joined.append(next)
      }
    }
    intervals = joined
  }

  /// Whether the set has no instant.
  public var isEmpty: Bool { intervals.isEmpty }

  /// Everything in either set.
  public func union(_ other: Self) -> Self { Self(intervals + other.intervals) }

  /// Everything in both sets.
  ///
  /// - Complexity: O(*n* + *m*).
  public func intersection(_ other: Self) -> Self {
    var found: [UTCInterval] = []
    var (left, right) = (0, 0)
    while left < intervals.count, right < other.intervals.count {
      let (a, b) = (intervals[left], other.intervals[right])
      let (start, end) = (max(a.startUTC, b.startUTC), min(a.endUTC, b.endUTC))
      if start < end { found.append(UTCInterval(startUTC: start, endUTC: end)) }
      if a.endUTC < b.endUTC { left += 1 } else { right += 1 }
    }
    return Self(found)
  }

  /// Everything in this set and not in the other.
  ///
  /// - Complexity: O(*n* × *m*) at worst; both are a few hundred at most.
  public func subtracting(_ other: Self) -> Self {
    var rest = intervals
    for cut in other.intervals {
      rest = rest.flatMap { piece -> [UTCInterval] in
        guard piece.overlaps(cut) else { return [piece] }
        var kept: [UTCInterval] = []
        if piece.startUTC < cut.startUTC {
          kept.append(UTCInterval(startUTC: piece.startUTC, endUTC: cut.startUTC))
        }
        if cut.endUTC < piece.endUTC {
          kept.append(UTCInterval(startUTC: cut.endUTC, endUTC: piece.endUTC))
        }
        return kept
      }
    }
    return Self(rest)
  }

  /// Whether one of the intervals contains all of another interval.
  ///
  /// - Complexity: O(log *n*).
  public func covers(_ interval: UTCInterval) -> Bool {
    guard let index = lastIndex(startingAtOrBefore: interval.startUTC) else { return false }
    return intervals[index].covers(interval)
  }

  /// Whether an instant is in the set.
  public func contains(_ utc: Int) -> Bool {
    guard let index = lastIndex(startingAtOrBefore: utc) else { return false }
    return utc < intervals[index].endUTC
  }

  /// Whether an instant is in the set or is the end of one of its intervals.
  public func closesAtOrContains(_ utc: Int) -> Bool {
    guard let index = lastIndex(startingAtOrBefore: utc) else { return false }
    return utc <= intervals[index].endUTC
  }

  private func lastIndex(startingAtOrBefore utc: Int) -> Int? {
    var (low, high) = (0, intervals.count)
    while low < high {
      let middle = (low + high) / 2
      if intervals[middle].startUTC <= utc { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
