/// Chooses the units of a booking: all of a set, any so many of a set, in order of preference, side
/// by side where several are taken.
struct UnitAllocator {
  let offering: Offering
  let chosen: [UnitID]
  /// Where each unit stands.
  private let places: [UnitID: SideBySide.Place]
  /// Units that are not given to this booker.
  private let kept: Set<UnitID>

  init(offering: Offering, chosen: [UnitID], at venue: Venue, kept: Set<UnitID> = []) {
    self.offering = offering
    self.chosen = chosen
    self.kept = kept
    let needsPlaces = offering.needs.contains { need in
      if case .any(let count, _) = need { count > 1 } else { false }
    }
    places = needsPlaces ? SideBySide.places(at: venue) : [:]
  }

  /// What came of it.
  enum Outcome: Hashable {
    /// These units, in the order of the offering.
    case granted([UnitID])
    /// This unit is taken then; of several, the one that is free again first.
    case taken(UnitID, by: UTCInterval)
    /// Too few units are open, this one among those that are not.
    case closed(UnitID)
  }

  /// A unit whose opening hours stand in the way, or nil when enough units are open.
  func closedUnit(isOpen: (UnitID) -> Bool) -> UnitID? {
    for part in parts {
      if let closed = part.required.first(where: { !isOpen($0) }) { return closed }
      let open = part.others.filter(isOpen)
      if part.required.count + open.count < part.count {
        return part.others.first { !isOpen($0) }
      }
    }
    return nil
  }

  /// Chooses among open units.
  ///
  /// - Parameters:
  ///   - isOpen: whether a unit's hours allow it.
  ///   - clash: the claim on a unit that overlaps the wanted time.
  /// - Returns: the units, or who is in the way.
  func allocate(isOpen: (UnitID) -> Bool, clash: (UnitID) -> UTCInterval?) -> Outcome {
    var granted: [UnitID] = []
    for part in parts {
      for unit in part.required {
        if let claim = clash(unit) { return .taken(unit, by: claim) }
      }
      var taken: [(unit: UnitID, by: UTCInterval)] = []
      var free: [UnitID] = []
      for unit in part.others where isOpen(unit) {
        if let claim = clash(unit) { taken.append((unit, claim)) } else { free.append(unit) }
      }
      let missing = part.count - part.required.count
      if free.count < missing {
        guard let first = taken.min(by: { $0.by.endUTC < $1.by.endUTC }) else {
          return .closed(part.others.first { !isOpen($0) } ?? offering.candidates[0])
        }
        return .taken(first.unit, by: first.by)
      }
      granted +=
        part.required
        + SideBySide.choose(missing, of: free, beside: part.required, places: places)
    }
    let order = offering.candidates
    return .granted(order.filter(granted.contains))
  }

  /// A part of the offering with the person's choice worked in.
  private struct Part {
    let count: Int
    let required: [UnitID]
    let others: [UnitID]
  }

  /// The parts of the offering; a unit serves in one part only.
  private var parts: [Part] {
    var used: Set<UnitID> = []
    return offering.needs.map { need in
      let pool = need.candidates.filter { !used.contains($0) }
      let required: [UnitID]
      switch need {
      case .all: required = pool
      case .any(let count, _): required = Array(pool.filter(chosen.contains).prefix(count))
      }
      used.formUnion(required)
      return Part(
        count: need.count, required: required,
        others: pool.filter { !required.contains($0) && !kept.contains($0) })
    }
  }

  /// A chosen unit for which the offering has no place left, or nil when all fit.
  var surplusChoice: UnitID? {
    let placed = Set(parts.flatMap(\.required))
    return chosen.first { !placed.contains($0) }
  }
}
