/// The claims of a snapshot by unit, ready for many questions.
struct BusyTimes {
  private let claims: [UnitID: [UTCInterval]]

  /// Sorts the claims.
  ///
  /// - Complexity: O(*n* log *n*).
  init(_ claims: [Claim]) {
    self.claims = Dictionary(grouping: claims, by: \.unit).mapValues { claims in
      claims.map(\.interval).sorted { $0.startUTC < $1.startUTC }
    }
  }

  /// The first claim on a unit that overlaps an interval.
  ///
  /// Claims on one unit never overlap, so their ends are in order too.
  ///
  /// - Complexity: O(log *n*).
  func clash(on unit: UnitID, with interval: UTCInterval) -> UTCInterval? {
    guard let taken = claims[unit] else { return nil }
    var (low, high) = (0, taken.count)
    while low < high {
      let middle = (low + high) / 2
      if taken[middle].endUTC <= interval.startUTC { low = middle + 1 } else { high = middle }
    }
    guard low < taken.count, taken[low].startUTC < interval.endUTC else { return nil }
    return taken[low]
  }
}
