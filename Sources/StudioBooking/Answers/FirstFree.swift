/// A question for the first times at which some units are free together.
public struct FirstFreeQuery: Hashable, Sendable {
  /// What to book.
  public let offering: OfferingID
  /// The first date to look at.
  public let firstDate: CivilDate
  /// How many dates to look through, 1…366.
  public let days: Int
  /// The wanted length; nil means the offering's default.
  public let durationMinutes: Int?
  /// How many units of the offering's choice are wanted at the same time; nil means what one
  /// booking takes.
  public let together: Int?
  /// Who asks; nil when nobody in particular does.
  public let asker: Asker?
  /// How many answers are wanted.
  public let limit: Int

  /// The most days one question may look through: a year and its leap day.
  public static let longestDays = 366

  /// Asks for the first free times; a number of days outside 1…366 becomes the nearest of these.
  public init(
    offering: OfferingID, firstDate: CivilDate, days: Int = 90, durationMinutes: Int? = nil,
    together: Int? = nil, asker: Asker? = nil, limit: Int = 1
  ) {
    self.asker = asker
    self.offering = offering
    self.firstDate = firstDate
    self.days = min(max(days, 1), Self.longestDays)
    self.durationMinutes = durationMinutes
    self.together = together
    self.limit = max(limit, 1)
  }

  /// The same question about some of its days.
  ///
  /// - Parameters:
  ///   - offset: how many dates after the first.
  ///   - count: how many dates at most.
  /// - Returns: a question about free times on those dates.
  public func days(from offset: Int, count: Int) -> AvailabilityQuery {
    AvailabilityQuery(
      offering: offering, firstDate: firstDate.adding(days: offset),
      days: min(count, days - offset), durationMinutes: durationMinutes, together: together,
      asker: asker)
  }
}

extension Offering {
  /// The same offering asking for another number of units of its choice.
  ///
  /// - Parameter count: how many units of the one set it chooses from are wanted together.
  /// - Returns: the offering to look for.
  /// - Throws: a refusal with code `unknown_unit` when there is no such set, or it is too small.
  public func together(_ count: Int) throws(Refusal) -> Offering {
    let pools = needs.compactMap { need -> [UnitID]? in
      if case .any(_, let units) = need { return units }
      return nil
    }
    guard let pool = pools.first, pools.count == 1, (1...pool.count).contains(count) else {
      throw Refusal(
        .tooFewUnits, subject: id.rawValue, subjectName: name,
        limit: .count(pools.count == 1 ? pools[0].count : 1), actual: .count(count))
    }
    return Offering(
      id: id, name: name,
      needs: needs.map { need in
        if case .any(_, let units) = need { return .any(count: count, of: units) }
        return need
      },
      hours: hours, policy: policy, opensSession: opensSession, capacity: capacity,
      tariffs: tariffs,
      carried: carried)
  }
}
