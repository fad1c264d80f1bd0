import GRDB
import StudioBooking

extension StudioDatabase {
  /// Lists what has fallen due, oldest first.
  ///
  /// - Parameters:
  ///   - nowUTC: the present.
  ///   - limit: how many at most, so that nobody reads for long.
  /// - Returns: the items.
  /// - Throws: SQLite's error.
  public func dueItems(at nowUTC: Int, limit: Int = 200) async throws -> [DueItem] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT kind, subject, at_utc FROM due WHERE at_utc <= ?
          ORDER BY at_utc, kind, subject LIMIT ?
          """, arguments: [nowUTC, limit]
      ).map { DueItem(kind: $0["kind"], subject: $0["subject"], atUTC: $0["at_utc"]) }
    }
  }

  /// The earliest instant at which something falls due; nil when nothing ever does.
  ///
  /// - Parameter instant: what fell due by then is left out, UTC seconds since 1970.
  /// - Returns: UTC seconds since 1970.
  /// - Throws: SQLite's error.
  public func nextDueUTC(after instant: Int = Int.min) async throws -> Int? {
    try await read { db in
      try Int.fetchOne(
        db, sql: "SELECT MIN(at_utc) FROM due WHERE at_utc > ?", arguments: [instant])
    }
  }

  /// A number that changes with every commit of any process to the file.
  ///
  /// - Returns: SQLite's data version (https://www.sqlite.org/pragma.html#pragma_data_version).
  /// - Throws: SQLite's error.
  public func dataVersion() async throws -> Int {
    try await read { db in try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
  }
}

/// What falls due about reservations and the waitlist.
public struct BookingDueTask: DueTask {
  private let store: StudioDatabase

  /// Works on a database.
  public init(_ store: StudioDatabase) { self.store = store }

  /// Holds, missed starts, visits that are over, and waiting for a time that began.
  public var kinds: Set<String> {
    Set(ReservationDue.Kind.allCases.map(\.rawValue)).union([WaitlistRows.dueKind])
  }

  /// Ends what an item names, and offers what becomes free to those who wait.
  public func perform(_ item: DueItem, at nowUTC: Int) async throws -> Bool {
    try await store.write { db in
      let desk = try BookingTransaction(db, by: .system, at: nowUTC)
      guard let number = Int(item.subject) else {
        throw StoreError.unreadable(field: "due", value: item.subject)
      }
      if let kind = ReservationDue.Kind(rawValue: item.kind) {
        return try desk.retire(ReservationID(number), kind)
      }
      try desk.closeWaiting(WaitlistID(number))
      try DueRows.set(item.kind, item.subject, at: nil, db)
      return true
    }
  }
}
