import GRDB

extension Schema {
  /// A mark that is another one after every change of the venue: what was put together from its rows
  /// is known again by it, in this process and in every other.
  static func createVenueStamp(_ db: Database) throws {
    try db.execute(sql: venueStamp)
    try db.execute(sql: "UPDATE venue SET stamp = lower(hex(randomblob(16)))")
  }

  private static let venueStamp = """
    ALTER TABLE venue ADD COLUMN stamp TEXT;
    -- Whoever changes the venue changes its stamp, whether he thinks of it or not.
    CREATE TRIGGER venue_insert_stamp AFTER INSERT ON venue
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER venue_update_stamp AFTER UPDATE OF definition ON venue
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER space_insert_stamp AFTER INSERT ON space
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER space_update_stamp AFTER UPDATE ON space
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER space_delete_stamp AFTER DELETE ON space
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER unit_insert_stamp AFTER INSERT ON unit
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER unit_update_stamp AFTER UPDATE ON unit
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER unit_delete_stamp AFTER DELETE ON unit
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER offering_insert_stamp AFTER INSERT ON offering
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER offering_update_stamp AFTER UPDATE ON offering
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    CREATE TRIGGER offering_delete_stamp AFTER DELETE ON offering
    BEGIN UPDATE venue SET stamp = lower(hex(randomblob(16))); END;
    """
}
