import GRDB
import StudioBooking

/// Who books, as the rules look at it, read in the transaction that books: two who race for the last
/// hours cannot both see them free.
enum BookerRows {
  /// Reads what the rules of an offering need to know.
  ///
  /// - Parameters:
  ///   - person: who books; nil when nobody in particular asks.
  ///   - behalf: for whom else.
  ///   - offering: what is wanted.
  ///   - window: the time that may be booked.
  ///   - actor: who asks; a person books for organisations they are a member of only.
  ///   - isWalkIn: whether they stand at the desk.
  ///   - own: a reservation that is being moved, whose hours do not count.
  ///   - venue: the venue.
  ///   - nowUTC: the present.
  ///   - db: the open transaction.
  /// - Returns: the booker.
  /// - Throws: a refusal with code `unknown_organisation` or `ambiguous_organisation`.
  static func load(
    _ person: Person?, for behalf: BookingBehalf = .themselves, booking offering: Offering,
    within window: UTCInterval, by actor: Actor = .system, isWalkIn: Bool = false,
    ignoring own: ReservationID? = nil, at venue: Venue, nowUTC: Int, _ db: Database
  ) throws -> Booker {
    var booker = try identity(
      of: person, for: behalf, by: actor, isWalkIn: isWalkIn, at: venue, db)
    let rules = offering.policy.bookers
    if let person, rules.ages.minimumAlone != nil {
      booker.authorisedUntil =
        try PersonFileRows.authorisations(of: person.id, db).map(\.until).max()
    }
    if let person, !rules.requires.isEmpty {
      booker.qualifications = try PersonFileRows.qualifications(of: person.id, db)
    }
    booker.hours = try LedgerRows.hours(
      counting: venue.quotas(of: offering), of: offering, for: booker, within: window,
      ignoring: own, at: venue, nowUTC: nowUTC, db)
    if rules.mostAhead != nil {
      booker.ahead = try ahead(booker, ignoring: own, nowUTC: nowUTC, db)
    }
    return booker
  }

  /// Who books and as what, without what their quotas hold.
  static func identity(
    of person: Person?, for behalf: BookingBehalf, by actor: Actor, isWalkIn: Bool,
    at venue: Venue, _ db: Database
  ) throws -> Booker {
    let organisation = try behalf.organisation.map { reference in
      let found = try OrganisationRows.find(reference, db)
      if case .person(let member) = actor,
        try !OrganisationRows.all(of: member, db).contains(where: { $0.id == found.id })
      {
        // Others than members learn nothing about an organisation.
        throw Refusal(.unknownOrganisation, subject: reference.description)
      }
      return found
    }
    return Booker(
      person: person?.id, organisation: organisation?.id,
      category: organisation.map(\.details.category)
        ?? venue.effectiveCategory(
          person?.details.category, postcode: person?.details.postcode),
      age: person?.details.age, guardian: person?.details.guardian, party: behalf.party,
      isAccompanied: behalf.isAccompanied,
      isWalkIn: isWalkIn)
  }

  /// Bookings that have not begun, by offering; a hold that has lapsed is none.
  private static func ahead(
    _ booker: Booker, ignoring own: ReservationID?, nowUTC: Int, _ db: Database
  ) throws -> [OfferingID: Int] {
    // An organisation's reservations are found by the hours it has booked from now on: reading its
    // terms would read all it ever had.
    let mine =
      booker.organisation == nil
      ? "r.person_id = :person AND t.organisation_id IS NULL"
      : """
      r.id IN (SELECT reservation_id FROM hour_entry INDEXED BY hour_entry_organisation
        WHERE organisation_id = :organisation AND start_utc >= :now)
      AND t.organisation_id = :organisation
      """
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT r.id, o.slug
          FROM reservation r
          JOIN booking_terms t ON t.reservation_id = r.id
          JOIN offering o ON o.id = r.offering_id
          WHERE \(mine) AND r.start_utc >= :now AND r.id <> :own AND t.walk_in = 0
            AND r.status IN ('held', 'requested', 'confirmed')
          """),
      arguments: booker.organisation == nil
        ? ["person": booker.person?.number, "now": nowUTC, "own": own?.number ?? 0]
        : [
          "organisation": booker.organisation?.number, "now": nowUTC, "own": own?.number ?? 0,
        ])
    let over = try DueRows.overdue(nowUTC: nowUTC, db)
    return rows.reduce(into: [:]) { counts, row in
      guard !over.contains(row["id"]) else { return }
      counts[OfferingID(rawValue: row["slug"]), default: 0] += 1
    }
  }
}
