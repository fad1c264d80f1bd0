import Foundation
import GRDB
import StudioBooking

/// The venue as rows: taken apart on the way in, put together on the way out.
enum VenueRows {
  static func load(_ db: Database) throws -> Venue {
    guard let venue = try loadIfAny(db) else {
      throw StoreError.noVenue(
        path: URL(filePath: db.description).deletingLastPathComponent().path)
    }
    return venue
  }

  /// The venue, or nil in a database that has none yet.
  static func loadIfAny(_ db: Database) throws -> Venue? {
    let statement = try db.cachedStatement(sql: "SELECT stamp FROM venue WHERE id = 1")
    guard let row = try Row.fetchOne(statement) else { return nil }
    return try VenueMemory.venue(stamped: row["stamp"]) { try read(db) }
  }

  /// Puts the venue together from its rows.
  private static func read(_ db: Database) throws -> Venue {
    let text = try String.fetchOne(db, sql: "SELECT definition FROM venue WHERE id = 1") ?? ""
    let shell = try StoredJSON.value(Venue.self, from: text)
    var units: [Int64: [BookableUnit]] = [:]
    let unitRows = try Row.fetchAll(
      db, sql: "SELECT space_id, definition FROM unit WHERE retired = 0 ORDER BY position")
    for row in unitRows {
      let unit = try StoredJSON.value(BookableUnit.self, from: row["definition"])
      units[row["space_id"], default: []].append(unit)
    }
    let spaceRows = try Row.fetchAll(
      db, sql: "SELECT id, definition FROM space WHERE retired = 0 ORDER BY position")
    let spaces = try spaceRows.map { row in
      let space = try StoredJSON.value(Space.self, from: row["definition"])
      return space.withUnits(units[row["id"]] ?? [])
    }
    let offerings = try String.fetchAll(
      db, sql: "SELECT definition FROM offering WHERE retired = 0 ORDER BY position"
    ).map { try StoredJSON.value(Offering.self, from: $0) }
    return shell.with(spaces: spaces, offerings: offerings)
  }

  /// Writes a venue over the one there is.
  ///
  /// What the new one no longer names is retired, not
  /// deleted: reservations of the past point to it.
  static func replace(with venue: Venue, _ db: Database) throws {
    let shell = try StoredJSON.text(venue.with(spaces: [], offerings: []))
    try db.execute(
      sql: """
        INSERT INTO venue(id, definition) VALUES (1, ?)
        ON CONFLICT(id) DO UPDATE SET definition = excluded.definition
        """, arguments: [shell])
    for table in ["space", "unit", "offering"] {
      try db.execute(sql: "UPDATE \(table) SET retired = 1")
    }
    var unitPosition = 0
    for (position, space) in venue.spaces.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO space(slug, position, definition) VALUES (?, ?, ?)
          ON CONFLICT(slug) DO UPDATE SET
            position = excluded.position, retired = 0, definition = excluded.definition
          """,
        arguments: [space.id.rawValue, position, try StoredJSON.text(space.withUnits([]))])
      for unit in space.units {
        try db.execute(
          sql: """
            INSERT INTO unit(slug, space_id, position, definition)
            VALUES (?, (SELECT id FROM space WHERE slug = ?), ?, ?)
            ON CONFLICT(slug) DO UPDATE SET space_id = excluded.space_id,
              position = excluded.position, retired = 0, definition = excluded.definition
            """,
          arguments: [
            unit.id.rawValue, space.id.rawValue, unitPosition, try StoredJSON.text(unit),
          ])
        unitPosition += 1
      }
    }
    for (position, offering) in venue.offerings.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO offering(slug, position, definition) VALUES (?, ?, ?)
          ON CONFLICT(slug) DO UPDATE SET
            position = excluded.position, retired = 0, definition = excluded.definition
          """,
        arguments: [offering.id.rawValue, position, try StoredJSON.text(offering)])
    }
  }

  /// The database numbers of units by name, retired ones included.
  static func unitNumbers(_ units: [UnitID], _ db: Database) throws -> [UnitID: Int64] {
    var numbers: [UnitID: Int64] = [:]
    let statement = try db.cachedStatement(sql: "SELECT id FROM unit WHERE slug = ?")
    for unit in units {
      numbers[unit] = try Int64.fetchOne(statement, arguments: [unit.rawValue])
    }
    return numbers
  }
}
