import GRDB
import StudioBooking

/// Prices of reservations as rows.
enum PaymentRows {
  /// Prices a reservation by the tariff of its day and writes that down; what has been paid stays
  /// paid, more or less than the price as it may be.
  ///
  /// On a day without a tariff nothing is asked.
  ///
  /// - Returns: the price; nil when there is none.
  @discardableResult
  static func price(
    _ reservation: Reservation, for category: String?, at venue: Venue, nowUTC: Int,
    _ db: Database
  ) throws -> Payment? {
    let interval = UTCInterval(startUTC: reservation.start.utc, endUTC: reservation.end.utc)
    guard let offering = venue.offering(reservation.offering),
      let tariff = offering.tariff(on: reservation.start.local.date),
      let price = tariff.price(of: interval, offering, category: category, at: venue)
    else { return try askNothing(for: reservation.id, nowUTC: nowUTC, db) }
    try db.execute(
      sql: """
        INSERT INTO payment(reservation_id, price, state, changed_utc)
        VALUES (:id, :price, 'due', :now)
        ON CONFLICT(reservation_id) DO UPDATE SET price = excluded.price,
          state = iif(paid_cents > 0 AND paid_cents >= :total, 'paid', 'due'),
          changed_utc = excluded.changed_utc
        WHERE state <> 'waived'
        """,
      arguments: [
        "id": reservation.id.number, "price": try StoredJSON.text(price), "now": nowUTC,
        "total": price.totalCents,
      ])
    return try payment(of: reservation.id, db)
  }

  /// Takes the price of a reservation away; what has been paid for it is to be paid back.
  private static func askNothing(
    for reservation: ReservationID, nowUTC: Int, _ db: Database
  ) throws -> Payment? {
    try db.execute(
      sql: """
        DELETE FROM payment WHERE reservation_id = ? AND paid_cents = 0 AND state <> 'waived'
        """, arguments: [reservation.number])
    guard let payment = try payment(of: reservation, db), payment.state != .waived else {
      return try payment(of: reservation, db)
    }
    try db.execute(
      sql: "UPDATE payment SET price = ?, state = 'paid', changed_utc = ? WHERE reservation_id = ?",
      arguments: [try StoredJSON.text(payment.price.nothing), nowUTC, reservation.number])
    return try self.payment(of: reservation, db)
  }

  static func payment(of reservation: ReservationID, _ db: Database) throws -> Payment? {
    try Row.fetchOne(
      try db.cachedStatement(
        sql: "SELECT price, state, paid_cents FROM payment WHERE reservation_id = ?"),
      arguments: [reservation.number]
    ).map { try payment($0, reservation) }
  }

  /// Notes what became of a price: the whole of it is paid, nothing is, nothing is asked any more, or
  /// what is not asked was paid back.
  ///
  /// - Throws: a refusal with code `wrong_status` when the reservation has none, or nothing is to be
  ///   paid back.
  static func set(
    _ change: PaymentChange, of reservation: ReservationID, reason: String?, nowUTC: Int,
    _ db: Database
  ) throws {
    guard let payment = try payment(of: reservation, db) else {
      throw Refusal(.noPayment, subject: reservation.description)
    }
    let (state, paid): (PaymentState, Int)
    switch change {
    case .paid: (state, paid) = (.paid, payment.price.totalCents)
    case .due: (state, paid) = (.due, 0)
    case .waived: (state, paid) = (.waived, payment.paidCents)
    case .refunded:
      guard payment.openCents < 0 else {
        throw Refusal(.nothingToRefund, subject: reservation.description)
      }
      (state, paid) = (payment.state, payment.paidCents + payment.openCents)
    }
    try db.execute(
      sql: """
        UPDATE payment SET state = ?, reason = iif(?, reason, ?), paid_cents = ?, changed_utc = ?
        WHERE reservation_id = ?
        """,
      arguments: [
        state.rawValue, change == .refunded, reason, paid, nowUTC, reservation.number,
      ])
  }

  /// Asks again for a price that was waived because the reservation ended, which it did not.
  static func revive(_ reservation: ReservationID, nowUTC: Int, _ db: Database) throws {
    guard let payment = try payment(of: reservation, db), payment.state == .waived else { return }
    let paid = payment.paidCents
    try db.execute(
      sql: """
        UPDATE payment SET state = ?, reason = NULL, changed_utc = ?
        WHERE reservation_id = ? AND reason IN ('cancelled', 'noShow', 'expired', 'rejected')
        """,
      arguments: [
        paid > 0 && paid >= payment.price.totalCents ? "paid" : "due", nowUTC,
        reservation.number,
      ])
  }

  /// The reservations with a price that begin in an interval, by time; all, or one payer's.
  ///
  /// What is only held, or not approved yet, is owed by nobody.
  static func entries(
    of payer: StatementPayer?, within interval: UTCInterval, zone: VenueZone, _ db: Database
  ) throws -> [StatementEntry] {
    let (mine, number): (String, StatementArguments) =
      switch payer {
      case nil: ("1", [])
      case .person(let id): ("r.person_id = ? AND t.organisation_id IS NULL", [id.number])
      case .organisation(let id): ("t.organisation_id = ?", [id.number])
      }
    let rows = try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT r.id, o.slug, r.person_id, t.organisation_id, r.start_utc, r.end_utc, r.status,
            COALESCE(organisation.name, person.display_name) AS name, payment.price, payment.state,
            payment.paid_cents
          FROM reservation r
          JOIN payment ON payment.reservation_id = r.id
          JOIN booking_terms t ON t.reservation_id = r.id
          JOIN offering o ON o.id = r.offering_id
          JOIN person ON person.id = r.person_id
          LEFT JOIN organisation ON organisation.id = t.organisation_id
          WHERE \(mine) AND r.start_utc >= ? AND r.start_utc < ?
            AND r.status NOT IN ('held', 'requested')
          ORDER BY r.start_utc, r.id
          """), arguments: number + [interval.startUTC, interval.endUTC])
    return try rows.map { row in
      let id = ReservationID(row["id"])
      let organisation: Int? = row["organisation_id"]
      return StatementEntry(
        reservation: id, offering: OfferingID(rawValue: row["slug"]),
        payer: organisation.map { .organisation(OrganisationID($0)) }
          ?? .person(PersonID(row["person_id"])),
        payerName: row["name"], start: zone.zoned(row["start_utc"]),
        end: zone.zoned(row["end_utc"]), status: try ReservationRows.status(row["status"]),
        payment: try payment(row, id))
    }
  }

  private static func payment(_ row: Row, _ reservation: ReservationID) throws -> Payment {
    let text: String = row["state"]
    guard let state = PaymentState(rawValue: text) else {
      throw StoreError.unreadable(field: "payment", value: text)
    }
    return Payment(
      price: try StoredJSON.value(Price.self, from: row["price"]), state: state,
      paidCents: row["paid_cents"], communication: StructuredCommunication(for: reservation))
  }
}
