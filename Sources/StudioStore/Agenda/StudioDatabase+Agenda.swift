import GRDB
public import StudioBooking

extension StudioDatabase: AgendaStore {
  /// Announces reservations, or changes what is written about them.
  public func announce(
    _ ids: [ReservationID], as publicity: Publicity, by actor: Actor, at nowUTC: Int
  ) async throws {
    try await write { db in
      for id in ids {
        let reservation = try Self.announced(id, by: actor, db)
        try AgendaRows.announce(publicity, of: reservation, by: actor, nowUTC: nowUTC, db)
      }
    }
  }

  /// Takes announcements back, as if they had never been made.
  public func withdraw(
    _ ids: [ReservationID], by actor: Actor, at nowUTC: Int
  ) async throws {
    try await write { db in
      for id in ids {
        let reservation = try Self.announced(id, by: actor, db)
        try db.execute(
          sql: "DELETE FROM publicity WHERE reservation_id = ?", arguments: [id.number])
        if db.changesCount > 0 {
          try HistoryRows.append("withdraw", to: reservation, by: actor, [:], nowUTC: nowUTC, db)
        }
      }
    }
  }

  /// The announced events that are not over.
  public func agenda(at nowUTC: Int) async throws -> Agenda {
    try await read { db in try AgendaRows.load(try VenueRows.load(db), nowUTC: nowUTC, db) }
  }

  /// Rises with every change of what is announced; 0 when nothing ever was.
  public func agendaVersion() async throws -> Int {
    try await read { db in
      try Int.fetchOne(db, sql: "SELECT wanted_version FROM agenda WHERE id = 1") ?? 0
    }
  }

  /// Finds a reservation for whoever may announce it: staff and its owner.
  private static func announced(
    _ id: ReservationID, by actor: Actor, _ db: Database
  ) throws -> Reservation {
    let stored = try ReservationRows.find(id, db)
    let isOwner = stored.owner.map { actor == .person($0) } ?? false
    guard actor.seesNames || isOwner else {
      throw Refusal(.unknownReservation, subject: id.description)
    }
    return stored.reservation
  }
}
