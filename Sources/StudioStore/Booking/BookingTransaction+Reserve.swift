import GRDB
import StudioBooking

extension BookingTransaction {
  /// Books, or refuses.
  func reserve(
    _ request: BookingRequest, group: ReservationDraft.Group = .none
  ) throws -> Reservation {
    try checkOverrides(request.overrides, subject: request.offering.rawValue)
    let candidate = try BookingDesk.interpret(request, at: venue)
    // A refusal writes nothing: who is not known yet has no hours, no file and no category either.
    let known = try PersonRows.find(request.person, db)
    var decision = try decide(
      candidate, for: known, behalf: request.behalf, overriding: request.overrides)
    let person = try known ?? PersonRows.findOrCreate(request.person, nowUTC: nowUTC, db)
    var heldUntilUTC: Int?
    if let minutes = request.holdMinutes {
      decision.status = .held
      heldUntilUTC = nowUTC + minutes * 60
    }
    return try insert(
      decision,
      ReservationDraft(
        person: person.id, title: request.title, people: request.headcount,
        heldUntilUTC: heldUntilUTC, group: group, guests: request.guests, behalf: request.behalf,
        publicity: request.publicity, change: "reserve", reason: request.overrideReason))
  }

  /// Books all or refuses all: a refusal rolls back those booked before it.
  func reserveTogether(_ requests: [BookingRequest]) throws -> [Reservation] {
    var booked: [Reservation] = []
    for request in requests {
      let group = booked.first.map { ReservationDraft.Group.member($0.id) } ?? .founder
      booked.append(try reserve(request, group: group))
    }
    return booked
  }

  /// Lets somebody in who came without a booking.
  func walkIn(_ walkIn: WalkIn) throws -> Reservation {
    try checkStaff(subject: walkIn.unit.rawValue)
    let offering = try walkIn.offering(at: venue)
    var person = try PersonRows.findOrCreate(walkIn.person, nowUTC: nowUTC, db)
    if let age = walkIn.age, person.details.age != age {
      person.details.age = age
      try PersonRows.update(person, db)
    }
    // Half an hour's step is a matter of plans; who stands here sits down now.
    var decision = try decide(
      walkIn.candidate(for: offering, nowUTC: nowUTC), for: person, behalf: walkIn.behalf,
      isWalkIn: true,
      overriding: walkIn.overrides.union([.granularity]))
    decision.status = .checkedIn
    let entered = try insert(
      decision,
      ReservationDraft(
        kind: .walkIn, person: person.id, people: walkIn.people, behalf: walkIn.behalf,
        change: "walkIn",
        reason: walkIn.reason))
    try SessionOpening.open(for: entered, nowUTC: nowUTC, db)
    return entered
  }

  /// Keeps units from everybody.
  func block(_ block: UnitBlock) throws -> Reservation {
    let subject = block.units.map(\.rawValue).joined(separator: ", ")
    try checkStaff(subject: subject)
    let candidate = try block.candidate(at: venue, nowUTC: nowUTC)
    let decision = try decide(candidate, for: nil, overriding: [.leadTime, .closed])
    return try insert(
      decision,
      ReservationDraft(
        kind: .block, person: nil, title: String(block.reason.prefix(200)), change: "block"))
  }

  /// Retires what is overdue in the way, reads what the rules look at, and decides.
  func decide(
    _ candidate: BookingCandidate, for person: Person?, behalf: BookingBehalf = .themselves,
    isWalkIn: Bool = false, overriding: Set<RefusalCode> = []
  ) throws -> BookingDecision {
    let snapshot = try snapshot(
      for: candidate, person: person, behalf: behalf, isWalkIn: isWalkIn)
    return try BookingDesk.decide(candidate, snapshot, nowUTC: nowUTC, overriding: overriding)
  }

  /// What the rules look at for a candidate; a reservation that is being moved is not in its way.
  func snapshot(
    for candidate: BookingCandidate, person: Person?, behalf: BookingBehalf = .themselves,
    isWalkIn: Bool = false, ignoring own: ReservationID? = nil
  ) throws -> BookingSnapshot {
    let units = candidate.offering.candidates
    try retireOverdue(on: units, touching: candidate.claimedInterval)
    let booker = try BookerRows.load(
      person, for: behalf, booking: candidate.offering, within: candidate.interval, by: actor,
      isWalkIn: isWalkIn, ignoring: own, at: venue, nowUTC: nowUTC, db)
    return try SnapshotRows.load(
      venue, units: units, window: candidate.claimedInterval, booker: booker,
      nowUTC: nowUTC, ignoring: own, db)
  }

  func checkOverrides(_ overrides: Set<RefusalCode>, subject: String) throws {
    if !overrides.isEmpty { try checkStaff(subject: subject) }
  }

  func checkStaff(subject: String) throws {
    guard actor.seesNames else { throw Refusal(.staffOnly, subject: subject) }
  }
}
