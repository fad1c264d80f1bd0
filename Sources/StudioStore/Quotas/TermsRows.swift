import GRDB
import StudioBooking

/// For whom and as what a reservation was made, as rows.
enum TermsRows {
  /// Notes the terms of a new reservation and freezes its price.
  ///
  /// Comes before the first line of its history: the ledger of hours follows from that line.
  ///
  /// - Returns: the price; nil when the offering has no tariff on the day.
  static func insert(
    _ booker: Booker, postcode: String?, for reservation: Reservation, at venue: Venue,
    nowUTC: Int, _ db: Database
  ) throws -> Payment? {
    try db.execute(
      sql: """
        INSERT INTO booking_terms(reservation_id, organisation_id, category, postcode, age_band,
          party, accompanied, walk_in)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        reservation.id.number, booker.organisation?.number, booker.category, postcode,
        booker.age?.description, try StoredJSON.text(booker.party), booker.isAccompanied,
        booker.isWalkIn,
      ])
    return try PaymentRows.price(reservation, for: booker.category, at: venue, nowUTC: nowUTC, db)
  }

  /// For whom a reservation was made, to judge it again when it is moved.
  static func behalf(of reservation: ReservationID, _ db: Database) throws -> BookingBehalf {
    guard
      let row = try Row.fetchOne(
        try db.cachedStatement(
          sql: """
            SELECT organisation_id, party, accompanied FROM booking_terms WHERE reservation_id = ?
            """), arguments: [reservation.number])
    else { return .themselves }
    let organisation: Int? = row["organisation_id"]
    return BookingBehalf(
      organisation: organisation.map { .id(OrganisationID($0)) },
      party: try StoredJSON.value([AgeBand].self, from: row["party"]),
      isAccompanied: row["accompanied"])
  }

  static func category(of reservation: ReservationID, _ db: Database) throws -> String? {
    try String.fetchOne(
      try db.cachedStatement(sql: "SELECT category FROM booking_terms WHERE reservation_id = ?"),
      arguments: [reservation.number])
  }
}
