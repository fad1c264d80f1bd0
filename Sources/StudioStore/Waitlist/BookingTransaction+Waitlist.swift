import GRDB
import StudioBooking

extension BookingTransaction {
  /// Offers what has become free to those who wait for it, in their order.
  ///
  /// An offer is a hold of its own, so nobody else can take it meanwhile; who cannot be offered
  /// it is passed over with the reason written down.
  func promote(_ freed: [Claim]) throws {
    for entry in try WaitlistRows.waiting(for: freed, after: nowUTC, db) {
      guard WaitlistRules.mayOffer(startUTC: entry.interval.startUTC, nowUTC: nowUTC),
        let offering = venue.offering(entry.offering)
      else { continue }
      let candidate = BookingCandidate(
        offering: offering, interval: entry.interval, chosen: [], startIsGiven: true,
        people: entry.people)
      let isConcerned = freed.contains {
        offering.candidates.contains($0.unit) && $0.interval.overlaps(candidate.claimedInterval)
      }
      guard isConcerned else { continue }
      try offer(candidate, to: entry)
    }
  }

  private func offer(_ candidate: BookingCandidate, to entry: WaitlistRows.Waiting) throws {
    let person = try PersonRows.find(.id(entry.person), db)
    var decision: BookingDecision
    do {
      decision = try decide(candidate, for: person, behalf: entry.behalf)
    } catch let refused as BookingDesk.RefusedRequest {
      // Still taken is no reason to be told of; a rule that says no is.
      if refused.refusal.rule != .slotTaken {
        try WaitlistRows.append(
          "skipped", to: entry.id, reason: refused.refusal.rule.rawValue, nowUTC: nowUTC, db)
      }
      return
    }
    // What was retired on the way may have promoted this very entry already.
    guard try WaitlistRows.status(of: entry.id, db) == .waiting else { return }
    decision.status = .held
    let held = try insert(
      decision,
      ReservationDraft(
        person: entry.person, people: entry.people,
        heldUntilUTC: WaitlistRules.offerEndsUTC(
          startUTC: entry.interval.startUTC, nowUTC: nowUTC),
        behalf: entry.behalf, change: "offer"))
    try WaitlistRows.setStatus(.offered, of: entry.id, reservation: held.id, nowUTC: nowUTC, db)
  }

  /// Joins the list for a full time.
  func join(_ request: BookingRequest) throws -> WaitlistEntry {
    let candidate = try BookingDesk.interpret(request, at: venue)
    let offering = candidate.offering
    guard WaitlistRules.allows(offering) else {
      throw Refusal(
        .waitlistOff, subject: offering.id.rawValue, subjectName: offering.name)
    }
    let person = try PersonRows.findOrCreate(request.person, nowUTC: nowUTC, db)
    do {
      _ = try decide(candidate, for: person, behalf: request.behalf)
      throw Refusal(
        .slotFree, subject: offering.id.rawValue, subjectName: offering.name,
        actual: .moment(venue.zone.zoned(candidate.interval.startUTC)))
    } catch let refused as BookingDesk.RefusedRequest where refused.refusal.rule == .slotTaken {
      return try WaitlistRows.insert(
        candidate, person: person.id, for: request.behalf, zone: venue.zone, nowUTC: nowUTC, db)
    }
  }

  /// Leaves the list, or declines the offer, which then goes to the next one.
  func leave(_ id: WaitlistID) throws -> WaitlistEntry {
    let entry = try visible(id)
    switch entry.status {
    case .waiting:
      try WaitlistRows.setStatus(.left, of: id, reservation: nil, nowUTC: nowUTC, db)
    case .offered:
      if let hold = entry.reservation {
        _ = try asSystem.change(.cancel, hold, reason: nil, expectedVersion: nil)
      }
    case .accepted, .lapsed, .left, .closed: throw Self.nothingOffered(entry)
    }
    return try WaitlistRows.find(id, zone: venue.zone, db)
  }

  /// Takes the offer.
  func accept(_ id: WaitlistID) throws -> Reservation {
    let offered = try visible(id)
    if let hold = offered.reservation { try retireOverdue(hold) }
    let entry = try WaitlistRows.find(id, zone: venue.zone, db)
    guard entry.status == .offered, let hold = entry.reservation else {
      throw Self.nothingOffered(entry)
    }
    return try change(.confirm, hold, reason: nil, expectedVersion: nil)
  }

  /// Ends the waiting for a time that has begun.
  func closeWaiting(_ id: WaitlistID) throws {
    guard let entry = try WaitlistRows.findIfAny(id, zone: venue.zone, db),
      entry.status == .waiting, entry.start.utc <= nowUTC
    else { return }
    try WaitlistRows.setStatus(.closed, of: id, reservation: nil, nowUTC: nowUTC, db)
  }

  private func visible(_ id: WaitlistID) throws -> WaitlistEntry {
    let entry = try WaitlistRows.find(id, zone: venue.zone, db)
    guard actor.seesNames || actor == .system || actor == .person(entry.person) else {
      throw Refusal(.unknownWaitlistEntry, subject: id.description)
    }
    return entry
  }

  private static func nothingOffered(_ entry: WaitlistEntry) -> Refusal {
    Refusal(.nothingOffered, subject: entry.id.description, actual: .text(entry.status.rawValue))
  }
}
