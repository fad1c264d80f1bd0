/// Units that nobody may use for a while: a repair, a visit, a cable on the floor.
public struct UnitBlock: Hashable, Sendable {
  /// What is blocked.
  public let units: [UnitID]
  /// From when; nil means from this minute.
  public let start: RequestedTime?
  /// Until when; nil means until the venue's day is over.
  public let end: RequestedTime?
  /// Why; staff read it in the calendar.
  public let reason: String

  /// Describes a block.
  public init(
    units: [UnitID], start: RequestedTime? = nil, end: RequestedTime? = nil, reason: String
  ) {
    self.units = units
    self.start = start
    self.end = end
    self.reason = reason
  }

  /// Understands the times.
  ///
  /// - Parameters:
  ///   - venue: where.
  ///   - nowUTC: the present, UTC seconds since 1970.
  /// - Returns: the candidate.
  /// - Throws: a refusal about units or times.
  public func candidate(
    at venue: Venue, nowUTC: Int
  ) throws(BookingDesk.RefusedRequest) -> BookingCandidate {
    do throws(Refusal) {
      try Self.check(units, at: venue)
    } catch {
      throw BookingDesk.RefusedRequest(refusal: error, search: nil)
    }
    let minute = venue.zone.zoned(nowUTC - nowUTC % 60)
    let from = start ?? RequestedTime(minute)
    let nextDay = venue.zone.startOfDay(from.local.date.adding(days: 1))
    let meaning = RequestedInterval.interpret(
      .block(units), named: .block, start: from,
      end: .at(end ?? RequestedTime(venue.zone.zoned(nextDay))), units: units, at: venue)
    switch meaning {
    case .understood(let candidate):
      return BookingCandidate(
        offering: candidate.offering, interval: candidate.interval, chosen: units,
        startIsGiven: true)
    case .refused(let refusal, _): throw BookingDesk.RefusedRequest(refusal: refusal, search: nil)
    }
  }

  /// Refuses units the venue does not have.
  package static func check(_ units: [UnitID], at venue: Venue) throws(Refusal) {
    for unit in units where venue.unit(unit) == nil {
      throw Refusal(
        .unknownUnit, subject: unit.rawValue,
        limit: .text(venue.units.map(\.id.rawValue).joined(separator: ", ")),
        actual: .text(venue.name.text(in: venue.language)))
    }
  }

  /// One text that is equal exactly when two blocks are equal.
  public var fingerprint: String {
    RequestFingerprint.text([
      "block", units.map(\.rawValue).joined(separator: ","), start?.description ?? "",
      end?.description ?? "", reason,
    ])
  }
}
