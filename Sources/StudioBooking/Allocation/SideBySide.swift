/// Seats those who come together next to each other, in the smallest gap that holds them, so that
/// large groups find room later.
enum SideBySide {
  /// Where a unit stands: its space, and its place in the row of that space.
  struct Place: Hashable {
    let space: Int
    let index: Int
  }

  /// The places of a venue's units: neighbours in the venue file are neighbours in the room.
  static func places(at venue: Venue) -> [UnitID: Place] {
    var found: [UnitID: Place] = [:]
    for (space, units) in venue.spaces.map(\.units).enumerated() {
      for (index, unit) in units.enumerated() {
        found[unit.id] = Place(space: space, index: index)
      }
    }
    return found
  }

  /// Chooses some of the free units.
  ///
  /// - Parameters:
  ///   - count: how many; at most as many as are free.
  ///   - free: the free units, the preferred ones first.
  ///   - fixed: units that are taken in any case.
  ///   - places: where the units stand.
  /// - Returns: those that stand closest together; of equals those whose gap is smallest, then the
  ///   preferred ones.
  /// - Complexity: O(*n* log *n* + *n* × count).
  static func choose(
    _ count: Int, of free: [UnitID], beside fixed: [UnitID], places: [UnitID: Place]
  ) -> [UnitID] {
    guard count + fixed.count > 1, count > 0, count < free.count else {
      return Array(free.prefix(count))
    }
    let preference = Dictionary(
      free.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func place(_ unit: UnitID) -> Place { places[unit] ?? Place(space: Int.max, index: 0) }
    let row = free.sorted {
      let (left, right) = (place($0), place($1))
      return (left.space, left.index) < (right.space, right.index)
    }
    func cost(of window: ArraySlice<UnitID>) -> (Int, Int, Int) {
      let taken = (window + fixed).map(place)
      let spaces = Set(taken.map(\.space)).count
      let indices = taken.map(\.index)
      let spread = (indices.max() ?? 0) - (indices.min() ?? 0)
      let gap = gap(around: window, in: row, place: place)
      let dislike = window.reduce(0) { $0 + (preference[$1] ?? 0) }
      return (spaces * 10_000 + spread, gap, dislike)
    }
    let windows = (0...(row.count - count)).map { row[$0..<($0 + count)] }
    return Array(windows.min { cost(of: $0) < cost(of: $1) } ?? row.prefix(count))
  }

  /// The length of the unbroken run of free units that a window lies in.
  private static func gap(
    around window: ArraySlice<UnitID>, in row: [UnitID], place: (UnitID) -> Place
  ) -> Int {
    func touch(_ left: Int, _ right: Int) -> Bool {
      let (one, other) = (place(row[left]), place(row[right]))
      return one.space == other.space && other.index == one.index + 1
    }
    var (low, high) = (window.startIndex, window.endIndex - 1)
    while low > 0, touch(low - 1, low) { low -= 1 }
    while high + 1 < row.count, touch(high, high + 1) { high += 1 }
    return high - low + 1
  }
}
