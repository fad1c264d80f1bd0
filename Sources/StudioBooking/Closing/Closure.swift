/// The number of a closure or an exceptional opening; staff see and type `C-17`.
public struct ClosureID: Hashable, Sendable, CustomStringConvertible {
  /// The number, from 1.
  public let number: Int
  /// Wraps a number.
  public init(_ number: Int) { self.number = number }
  /// Reads `C-17`, `c-17` or `17`.
  public init?(text: some StringProtocol) {
    let digits = text.lowercased().hasPrefix("c-") ? text.dropFirst(2) : text[...]
    guard let number = Int(digits), number > 0 else { return nil }
    self.number = number
  }
  /// `C-17`.
  public var description: String { "C-\(number)" }
}

/// A day or a time, as closures are said: `2026-11-11`, or `2026-11-11T14:00`.
public enum DayOrTime: Hashable, Sendable, CustomStringConvertible {
  case day(CivilDate)
  case time(RequestedTime)

  /// Reads either form.
  public init?(_ text: some StringProtocol) {
    if let date = CivilDate(String(text)) {
      self = .day(date)
    } else if let time = RequestedTime(text) {
      self = .time(time)
    } else {
      return nil
    }
  }

  /// The text form.
  public var description: String {
    switch self {
    case .day(let date): date.description
    case .time(let time): time.description
    }
  }
}

/// A wish to close the venue, a space or a unit for a while, or to open it out of hours.
public struct ClosureRequest: Hashable, Sendable {
  /// Whether it closes or opens.
  public let kind: HoursException.Kind
  /// What.
  public let scope: HoursException.Scope
  /// From when; a day means its beginning.
  public let from: DayOrTime
  /// Until when; a day means its end, nil the end of the first day.
  public let to: DayOrTime?
  /// Why; people who ask for that time are not told, staff are.
  public let reason: String?

  /// Describes a closure or an opening.
  public init(
    kind: HoursException.Kind, scope: HoursException.Scope, from: DayOrTime, to: DayOrTime? = nil,
    reason: String? = nil
  ) {
    self.kind = kind
    self.scope = scope
    self.from = from
    self.to = to
    self.reason = reason
  }

  /// One text that is equal exactly when two requests are equal.
  public var fingerprint: String {
    RequestFingerprint.text([
      kind.rawValue, scope.description, from.description, to?.description ?? "", reason ?? "",
    ])
  }

  /// Understands scope and times.
  ///
  /// - Parameter venue: where.
  /// - Returns: the exception to the opening hours.
  /// - Throws: a refusal about a name or a time.
  public func exception(at venue: Venue) throws(Refusal) -> HoursException {
    switch scope {
    case .venue: break
    case .space(let id):
      guard venue.spaces.contains(where: { $0.id == id }) else {
        throw Refusal(
          .unknownSpace, subject: id.rawValue,
          limit: .text(venue.spaces.map(\.id.rawValue).joined(separator: ", ")))
      }
    case .unit(let id): try UnitBlock.check([id], at: venue)
    }
    let start: Int
    let firstDay: CivilDate
    switch from {
    case .day(let date): (start, firstDay) = (venue.zone.startOfDay(date), date)
    case .time(let time):
      (start, firstDay) = (try Self.instant(time, venue.zone), time.local.date)
    }
    let end: Int
    switch to {
    case .time(let time): end = try Self.instant(time, venue.zone)
    case .day(let date): end = venue.zone.startOfDay(date.adding(days: 1))
    case nil: end = venue.zone.startOfDay(firstDay.adding(days: 1))
    }
    guard start < end else {
      throw Refusal(
        .endNotAfterStart, subject: scope.description, limit: .moment(venue.zone.zoned(start)),
        actual: .moment(venue.zone.zoned(end)))
    }
    return HoursException(
      kind: kind, scope: scope, interval: UTCInterval(startUTC: start, endUTC: end))
  }

  private static func instant(_ time: RequestedTime, _ zone: VenueZone) throws(Refusal) -> Int {
    switch time.resolve(in: zone) {
    case .unique(let utc): return utc
    case .missing(_, let from, let to):
      throw Refusal(
        .nonexistentTime, subject: time.description,
        limit: .text("\(from.clockText) → \(to.clockText)"), actual: .reading(time.local))
    case .ambiguous(let first, let second):
      let choice = [first, second].map { zone.zoned($0).rfc3339 }.joined(separator: ", ")
      throw Refusal(
        .ambiguousTime, subject: time.description, limit: .text(choice),
        actual: .reading(time.local))
    }
  }
}

extension HoursException.Scope: CustomStringConvertible {
  /// `venue`, `space gaming` or `unit PC-3`.
  public var description: String {
    switch self {
    case .venue: "venue"
    case .space(let id): "space \(id)"
    case .unit(let id): "unit \(id)"
    }
  }

  /// The units it concerns.
  public func units(of venue: Venue) -> [UnitID] {
    switch self {
    case .venue: venue.units.map(\.id)
    case .space(let id): venue.spaces.first { $0.id == id }?.units.map(\.id) ?? []
    case .unit(let id): [id]
    }
  }
}
