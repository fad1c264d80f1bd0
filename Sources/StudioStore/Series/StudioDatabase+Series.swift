import GRDB
public import StudioBooking

extension StudioDatabase: SeriesStore {
  /// Says what would come of a request, date by date; writes nothing.
  public func preview(_ request: SeriesRequest, at nowUTC: Int) async throws -> SeriesPlan {
    try await read { db in
      try SeriesTransaction.plan(
        request, person: try PersonRows.find(request.booking.person, db), by: .system,
        try VenueRows.load(db), nowUTC: nowUTC, db)
    }
  }

  /// Books all dates or none, or with `skip` all that can be.
  public func reserve(
    _ request: SeriesRequest, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> Series {
    let number = try await write(key, request.fingerprint, by: actor, at: nowUTC) { desk in
      try SeriesTransaction.reserve(request, desk)
    }
    return try await series(SeriesID(number), for: .system)
  }

  /// Finds a series; to others than staff and owner it does not exist.
  public func series(_ id: SeriesID, for viewer: Actor) async throws -> Series {
    try await read { db in try SeriesRows.load(id, for: viewer, db) }
  }

  /// The series a reservation belongs to, and the date it has there; nil when it stands alone.
  public func series(
    of reservation: ReservationID, for viewer: Actor
  ) async throws -> (series: SeriesID, date: LocalDateTime)? {
    try await read { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT series_id, local FROM series_occurrence WHERE reservation_id = ?",
          arguments: [reservation.number])
      else { return nil }
      let id = SeriesID(row["series_id"])
      _ = try SeriesRows.load(id, for: viewer, db)
      return (id, try SeriesRows.reading(row["local"]))
    }
  }

  /// Lists the series a viewer may see that still have a date to come, or all.
  public func seriesList(
    for viewer: Actor, past: Bool = false, at nowUTC: Int
  ) async throws -> [Series] {
    try await read { db in
      let numbers = try Int.fetchAll(
        db,
        sql: """
          SELECT id FROM series WHERE ? OR EXISTS (
            SELECT 1 FROM series_occurrence o JOIN reservation r ON r.id = o.reservation_id
            WHERE o.series_id = series.id AND r.end_utc > ? AND r.status NOT IN
              ('cancelled', 'expired', 'rejected', 'noShow'))
          ORDER BY id
          """, arguments: [past, nowUTC])
      return try numbers.compactMap { number in
        do {
          return try SeriesRows.load(SeriesID(number), for: viewer, db)
        } catch let refusal as Refusal where refusal.rule == .unknownSeries {
          return nil
        }
      }
    }
  }

  /// Cancels occurrences of a series from a date on.
  public func cancelSeries(
    _ id: SeriesID, from date: LocalDateTime?, by actor: Actor, reason: String? = nil,
    at nowUTC: Int
  ) async throws -> SeriesOutcome {
    try await write { db in
      let series = try SeriesRows.load(id, for: actor, db)
      let (changed, kept) = try SeriesEditing.cancel(
        series, from: date, reason: reason, try BookingTransaction(db, by: actor, at: nowUTC))
      return SeriesOutcome(
        series: try SeriesRows.load(id, for: actor, db), continued: nil, changed: changed,
        kept: kept)
    }
  }

  /// Moves the occurrences of a series from a date on; splits the series when some stay behind.
  public func moveSeries(
    _ id: SeriesID, from date: LocalDateTime?, by shift: SeriesPattern.Shift, skipping: Bool,
    overrides: Set<RefusalCode> = [], by actor: Actor, at nowUTC: Int
  ) async throws -> SeriesOutcome {
    try await write { db in
      let series = try SeriesRows.load(id, for: actor, db)
      let desk = try BookingTransaction(db, by: actor, at: nowUTC)
      try desk.checkOverrides(overrides, subject: id.description)
      let done = try SeriesMoving(series, from: date, by: shift, desk)
        .move(skipping: skipping, overrides: overrides)
      return SeriesOutcome(
        series: try SeriesRows.load(id, for: actor, db),
        continued: try done.continued.map { try SeriesRows.load($0, for: actor, db) },
        changed: done.changed, kept: done.kept)
    }
  }

  /// Lists skipped dates that could be booked now, of one series or of all.
  public func seriesOffers(
    of id: SeriesID? = nil, for viewer: Actor, at nowUTC: Int
  ) async throws -> [SeriesOffer] {
    try await read { db in
      let numbers =
        try id.map { [$0.number] }
        ?? Int.fetchAll(
          db,
          sql: """
            SELECT DISTINCT series_id FROM series_occurrence
            WHERE state = 'skipped' AND utc > ? ORDER BY series_id
            """, arguments: [nowUTC])
      return try numbers.flatMap { number -> [SeriesOffer] in
        let series = try SeriesRows.load(SeriesID(number), for: viewer, db)
        return try SeriesEditing.offers(of: series, nowUTC: nowUTC, db).map {
          SeriesOffer(series: series.id, date: $0.date, decision: $0.decision)
        }
      }
    }
  }

  /// Books a skipped date.
  public func takeOffer(
    _ id: SeriesID, date: LocalDateTime, by actor: Actor, at nowUTC: Int
  ) async throws -> Reservation {
    try await write { db in
      let series = try SeriesRows.load(id, for: actor, db)
      let offers = try SeriesEditing.offers(of: series, nowUTC: nowUTC, db)
      guard let offer = offers.first(where: { $0.date == date }) else {
        throw Refusal(
          .unknownOccurrence, subject: id.description, actual: .text(date.description))
      }
      let reservation = try BookingTransaction(db, by: actor, at: nowUTC).insert(
        offer.decision,
        ReservationDraft(
          person: series.person, title: series.title,
          behalf: try SeriesEditing.behalf(of: series, db), change: "reserve"))
      try db.execute(
        sql: """
          UPDATE series_occurrence SET state = 'booked', reservation_id = ?, reason = NULL
          WHERE series_id = ? AND local = ?
          """, arguments: [reservation.id.number, id.number, date.description])
      try db.execute(
        sql: "UPDATE series SET sequence = sequence + 1 WHERE id = ?", arguments: [id.number])
      return reservation
    }
  }

  /// Takes the last edit of a series back.
  public func undoSeries(
    _ id: SeriesID, by actor: Actor, at nowUTC: Int
  ) async throws -> SeriesOutcome {
    try await write { db in
      let series = try SeriesRows.load(id, for: actor, db)
      // Who names the new half of a split means the split.
      let owner = series.continues
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT id, series_id, before FROM series_edit WHERE series_id IN (?, ?)
            ORDER BY id DESC LIMIT 1
            """, arguments: [id.number, owner?.number ?? id.number])
      else { throw Refusal(.nothingToUndo, subject: id.description) }
      let edited = SeriesID(row["series_id"])
      let before = try StoredJSON.value(SeriesBefore.self, from: row["before"])
      try before.restore(edited, try BookingTransaction(db, by: actor, at: nowUTC))
      try db.execute(sql: "DELETE FROM series_edit WHERE id = ?", arguments: [row["id"] as Int?])
      let restored = try SeriesRows.load(edited, for: actor, db)
      let touched = Set(before.reservations.map(\.id))
      return SeriesOutcome(
        series: restored, continued: nil,
        changed: restored.occurrences.compactMap(\.reservation).filter {
          touched.contains($0.id.number)
        }, kept: [])
    }
  }
}
