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
  ///
  /// Each is read in a read of its own: the series of ten years must not hold up a commit.
  public func seriesList(
    for viewer: Actor, past: Bool = false, at nowUTC: Int
  ) async throws -> [Series] {
    let numbers = try await read { db in
      past
        ? try Int.fetchAll(db, sql: "SELECT id FROM series")
        : try Int.fetchAll(
          db,
          sql: """
            SELECT DISTINCT o.series_id
            FROM reservation r INDEXED BY reservation_end
            JOIN series_occurrence o ON o.reservation_id = r.id
            WHERE r.end_utc > ? AND r.status NOT IN ('cancelled', 'expired', 'rejected', 'noShow')
            """, arguments: [nowUTC])
    }
    var found: [Series] = []
    for number in numbers.sorted() {
      do {
        found.append(try await series(SeriesID(number), for: viewer))
      } catch let refusal as Refusal where refusal.rule == .unknownSeries {
        // Somebody else's, or gone with an undo meanwhile.
        continue
      }
    }
    return found
  }

  /// Cancels occurrences of a series from a date on.
  public func cancelSeries(
    _ id: SeriesID, from date: LocalDateTime?, by actor: Actor, reason: String? = nil,
    expectedVersion: Int? = nil, key: String? = nil, at nowUTC: Int
  ) async throws -> SeriesOutcome {
    let request = ["series cancel", id.description, date?.description ?? "", reason ?? ""]
    return try await editSeries(
      id, expectedVersion, key, request, by: actor, at: nowUTC
    ) { series, desk in
      let (changed, kept) = try SeriesEditing.cancel(series, from: date, reason: reason, desk)
      return EditedSeries(series: id, changed: changed.map(\.id), kept: kept)
    }
  }

  /// Moves the occurrences of a series from a date on; splits the series when some stay behind.
  public func moveSeries(
    _ id: SeriesID, from date: LocalDateTime?, by shift: SeriesPattern.Shift, skipping: Bool,
    overrides: Set<RefusalCode> = [], by actor: Actor, expectedVersion: Int? = nil,
    key: String? = nil, at nowUTC: Int
  ) async throws -> SeriesOutcome {
    let request = [
      "series move", id.description, date?.description ?? "", shift.fingerprint, "\(skipping)",
      overrides.map(\.rawValue).sorted().joined(separator: ","),
    ]
    return try await editSeries(
      id, expectedVersion, key, request, by: actor, at: nowUTC
    ) { series, desk in
      try desk.checkOverrides(overrides, subject: id.description)
      let done = try SeriesMoving(series, from: date, by: shift, desk)
        .move(skipping: skipping, overrides: overrides)
      return EditedSeries(
        series: id, continued: done.continued, changed: done.changed.map(\.id), kept: done.kept)
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
            SELECT DISTINCT o.series_id
            FROM series_occurrence o INDEXED BY series_occurrence_skipped
            JOIN series ON series.id = o.series_id
            JOIN person ON person.id = series.person_id AND person.erased_utc IS NULL
            WHERE o.state = 'skipped' AND o.utc > ?
            """, arguments: [nowUTC]
        ).sorted()
      return try numbers.flatMap { number -> [SeriesOffer] in
        let series = try SeriesRows.load(SeriesID(number), for: viewer, db)
        return try SeriesEditing.offers(of: series, nowUTC: nowUTC, db).map {
          SeriesOffer(series: series.id, date: $0.date, decision: $0.decision)
        }
      }
    }
  }

  /// Books a skipped date; it is announced as the others of its series are.
  public func takeOffer(
    _ id: SeriesID, date: LocalDateTime, by actor: Actor, key: String? = nil, at nowUTC: Int
  ) async throws -> Reservation {
    let request = RequestFingerprint.text(["series take", id.description, date.description])
    return try await write(key, request, by: actor, at: nowUTC) { desk in
      let db = desk.db
      let series = try SeriesRows.load(id, for: actor, db)
      if let skipped = try SeriesEditing.skipped(of: series, at: desk.venue, nowUTC: nowUTC, db),
        let window = skipped.window
      {
        try desk.retireOverdue(on: skipped.offering.candidates, touching: window)
      }
      let offers = try SeriesEditing.offers(of: series, nowUTC: nowUTC, db)
      guard let offer = offers.first(where: { $0.date == date }) else {
        throw Refusal(
          .unknownOccurrence, subject: id.description, actual: .text(date.description))
      }
      let terms = try SeriesEditing.terms(of: series, db)
      let reservation = try desk.insert(
        offer.decision,
        ReservationDraft(
          person: series.person, title: series.title, people: terms.people,
          behalf: terms.behalf,
          publicity: try AgendaRows.publicity(of: id, db), change: "reserve"))
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

  /// Takes the last edit of a series back, for the dates that are still to come.
  public func undoSeries(
    _ id: SeriesID, by actor: Actor, expectedVersion: Int? = nil, key: String? = nil,
    at nowUTC: Int
  ) async throws -> SeriesOutcome {
    try await editSeries(
      id, expectedVersion, key, ["series undo", id.description], by: actor, at: nowUTC
    ) { series, desk in
      let db = desk.db
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
      let (changed, kept) = try before.restore(edited, desk)
      try db.execute(sql: "DELETE FROM series_edit WHERE id = ?", arguments: [row["id"] as Int?])
      return EditedSeries(series: edited, changed: changed, kept: kept)
    }
  }

  /// Runs one edit of a series as it was seen, once for a key, and reads what has become of it.
  private func editSeries(
    _ id: SeriesID, _ expectedVersion: Int?, _ key: String?, _ request: [String], by actor: Actor,
    at nowUTC: Int, _ edit: @escaping @Sendable (Series, BookingTransaction) throws -> EditedSeries
  ) async throws -> SeriesOutcome {
    let version = expectedVersion.map { ["\($0)"] } ?? []
    let fingerprint = RequestFingerprint.text(request + version)
    return try await write { db in
      let edited = try IdempotencyRows.once(key, request: fingerprint, nowUTC: nowUTC, db) {
        let series = try SeriesRows.load(id, for: actor, db)
        try series.checkVersion(expectedVersion)
        return try edit(series, try BookingTransaction(db, by: actor, at: nowUTC))
      }
      return try edited.outcome(for: actor, db)
    }
  }
}
