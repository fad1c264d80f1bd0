import GRDB
public import StudioBooking

extension StudioDatabase: FairnessStore {
  /// What somebody's quotas hold in the periods of a date, with the entries behind it.
  public func quotas(
    of subject: SubjectReference, on date: CivilDate, at nowUTC: Int
  ) async throws -> QuotaReport {
    try await read { db in
      let venue = try VenueRows.load(db)
      let holder = try Holder(subject, db)
      let day = venue.zone.interval(from: date, days: 1)
      let balances = try venue.offerings.flatMap { offering in
        QuotaReport.balances(
          of: try BookerRows.load(
            holder.person, for: holder.behalf, booking: offering, within: day, at: venue,
            nowUTC: nowUTC, db),
          booking: offering, on: date, at: venue)
      }
      // A year back and ahead: no quota looks further.
      let years = venue.zone.interval(from: date.adding(days: -366), days: 2 * 366 + 1)
      return QuotaReport(
        subject: holder.payer.description, balances: balances,
        entries: try LedgerRows.entries(of: holder.payer, within: years, zone: venue.zone, db))
    }
  }

  /// Gives hours back that stayed used although nobody came, and lets the price off.
  public func forgive(
    _ reservation: ReservationID, by actor: Actor, reason: String, at nowUTC: Int
  ) async throws -> Reservation {
    try await write { db in
      let stored = try ReservationRows.find(reservation, db)
      guard actor.seesNames else { throw Refusal(.staffOnly, subject: reservation.description) }
      guard try LedgerRows.isDebited(reservation, db) else {
        throw Refusal(.nothingToForgive, subject: reservation.description)
      }
      try HistoryRows.append(
        "forgive", to: stored.reservation, by: actor, ["reason": reason], nowUTC: nowUTC, db)
      try LedgerRows.enter(.forgiven, for: reservation, nowUTC: nowUTC, db)
      if let payment = try PaymentRows.payment(of: reservation, db), payment.state != .waived {
        try PaymentRows.set(.waived, of: reservation, reason: reason, nowUTC: nowUTC, db)
      }
      return try ReservationRows.find(reservation, db).reservation
    }
  }

  /// Notes that a price is paid, let off, due after all, or paid back.
  public func settle(
    _ reservation: ReservationID, as change: PaymentChange, by actor: Actor, reason: String?,
    at nowUTC: Int
  ) async throws -> Reservation {
    try await write { db in
      let stored = try ReservationRows.find(reservation, db)
      guard actor.seesNames else { throw Refusal(.staffOnly, subject: reservation.description) }
      try PaymentRows.set(change, of: reservation, reason: reason, nowUTC: nowUTC, db)
      var details = ["payment": change.rawValue]
      details["reason"] = reason
      try HistoryRows.append(
        "payment", to: stored.reservation, by: actor, details, nowUTC: nowUTC, db)
      return try ReservationRows.find(reservation, db).reservation
    }
  }

  /// What somebody owes for the reservations that begin in a month.
  public func statement(
    of subject: SubjectReference, month: CivilDate
  ) async throws -> StudioBooking.Statement {
    try await read { db in
      let zone = try VenueRows.load(db).zone
      let holder = try Holder(subject, db)
      return StudioBooking.Statement(
        payer: holder.payer, name: holder.name, month: month,
        entries: try PaymentRows.entries(
          of: holder.payer, within: Self.instants(of: month, in: zone), zone: zone, db))
    }
  }

  /// Every reservation with a price that begins in a month.
  public func accounting(month: CivilDate) async throws -> [StatementEntry] {
    try await read { db in
      let zone = try VenueRows.load(db).zone
      return try PaymentRows.entries(
        of: nil, within: Self.instants(of: month, in: zone), zone: zone, db)
    }
  }

  private static func instants(of month: CivilDate, in zone: VenueZone) -> UTCInterval {
    let first = QuotaPeriod.month.firstDate(containing: month)
    let (year, number, _) = first.parts
    return zone.interval(from: first, days: CivilDate.days(inMonth: number, of: year))
  }
}

/// Whom quotas and statements are about, found.
private struct Holder {
  let payer: StatementPayer
  let name: String
  let person: Person?
  let behalf: BookingBehalf

  init(_ subject: SubjectReference, _ db: Database) throws {
    switch try Self.named(subject, db) {
    case .person(let reference):
      let found = try PersonRows.record(reference, db)
      (payer, name, person) = (.person(found.id), found.displayName, found)
      behalf = .themselves
    case .organisation(let reference):
      let found = try OrganisationRows.find(reference, db)
      (payer, name, person) = (.organisation(found.id), found.details.name, nil)
      behalf = BookingBehalf(organisation: .id(found.id))
    }
  }

  /// A name that no person has may be an organisation's.
  private static func named(
    _ subject: SubjectReference, _ db: Database
  ) throws -> SubjectReference {
    guard case .person(.name(let name)) = subject, try PersonRows.find(.name(name), db) == nil,
      let organisation = try OrganisationRows.named(name, db)
    else { return subject }
    return .organisation(.id(organisation.id))
  }
}
