/// Understands the times and names of a request: the first rules of DESIGN §4.5.
enum RequestedInterval {
  /// What a request means.
  enum Meaning {
    case understood(BookingCandidate)
    /// Refused; `near` tells where bookings that work may be looked for.
    case refused(Refusal, near: AlternativeSearch?)
  }

  /// How an end was said.
  enum End {
    case usual
    case afterSeconds(Int)
    case at(RequestedTime)
  }

  static func interpret(_ request: BookingRequest, at venue: Venue) -> Meaning {
    let end: End =
      switch request.end {
      case .usual: .usual
      case .afterMinutes(let count): .afterSeconds(count * 60)
      case .at(let time): .at(time)
      }
    return interpret(
      venue.offering(request.offering), named: request.offering, start: request.start, end: end,
      units: request.units, people: request.headcount, at: venue)
  }

  static func interpret(
    _ offering: Offering?, named name: OfferingID, start: RequestedTime, end: End,
    units: [UnitID], people: Int? = nil, at venue: Venue
  ) -> Meaning {
    guard let offering else {
      let known = venue.offerings.map(\.id.rawValue).joined(separator: ", ")
      return .refused(
        Refusal(.unknownOffering, subject: name.rawValue, limit: .text(known)), near: nil)
    }
    if let refusal = refusalOfUnits(units, offering, at: venue) {
      return .refused(refusal, near: nil)
    }

    let lengthSeconds: Int?
    switch end {
    case .usual: lengthSeconds = offering.policy.defaultDurationMinutes * 60
    case .afterSeconds(let count): lengthSeconds = count
    case .at: lengthSeconds = nil
    }
    func search(near anchors: [Int], minutes: Int?) -> AlternativeSearch {
      AlternativeSearch(
        offering: offering, chosen: units, anchorsUTC: anchors,
        minutes: minutes ?? offering.policy.defaultDurationMinutes)
    }

    let startUTC: Int
    switch instant(start, venue.zone) {
    case .found(let utc): startUTC = utc
    case .refused(let refusal, let anchors):
      return .refused(
        refusal, near: search(near: anchors, minutes: lengthSeconds.map { ($0 + 59) / 60 }))
    }
    let endUTC: Int
    if case .at(let time) = end {
      switch instant(time, venue.zone) {
      case .found(let utc): endUTC = utc
      case .refused(let refusal, _):
        return .refused(refusal, near: search(near: [startUTC], minutes: nil))
      }
    } else if case .usual = end,
      let period = offering.policy.starts.period(fromUTC: startUTC, in: venue.zone)
    {
      endUTC = period.endUTC
    } else {
      endUTC = startUTC + (lengthSeconds ?? 0)
    }
    guard startUTC < endUTC else {
      return .refused(
        Refusal(
          .endNotAfterStart, subject: offering.id.rawValue, subjectName: offering.name,
          limit: .moment(venue.zone.zoned(startUTC)), actual: .moment(venue.zone.zoned(endUTC))),
        near: search(near: [startUTC], minutes: nil))
    }
    return .understood(
      BookingCandidate(
        offering: offering, interval: UTCInterval(startUTC: startUTC, endUTC: endUTC),
        chosen: units, people: people))
  }

  static func refusalOfUnits(
    _ units: [UnitID], _ offering: Offering, at venue: Venue
  ) -> Refusal? {
    let names = offering.candidates.map(\.rawValue).joined(separator: ", ")
    if let unknown = units.first(where: { !offering.candidates.contains($0) }) {
      return Refusal(
        .unknownUnit, subject: unknown.rawValue, limit: .text(names),
        actual: .text(offering.id.rawValue))
    }
    let allocator = UnitAllocator(offering: offering, chosen: units, at: venue)
    if let surplus = allocator.surplusChoice {
      return Refusal(
        .tooManyUnits, subject: surplus.rawValue,
        limit: .count(offering.needs.reduce(0) { $0 + $1.count }),
        actual: .count(units.count))
    }
    return nil
  }

  private enum Instant {
    case found(Int)
    case refused(Refusal, near: [Int])
  }

  private static func instant(_ time: RequestedTime, _ zone: VenueZone) -> Instant {
    switch time.resolve(in: zone) {
    case .unique(let utc):
      return .found(utc)
    case .missing(let change, let from, let to):
      let refusal = Refusal(
        .nonexistentTime, subject: time.description,
        limit: .text("\(from.clockText) → \(to.clockText)"), actual: .reading(time.local))
      return .refused(refusal, near: [change])
    case .ambiguous(let first, let second):
      let choice = [first, second].map { zone.zoned($0).rfc3339 }.joined(separator: ", ")
      let refusal = Refusal(
        .ambiguousTime, subject: time.description, limit: .text(choice),
        actual: .reading(time.local))
      return .refused(refusal, near: [first, second])
    }
  }
}
