import GRDB

extension Schema {
  /// What answers need: short ways to what is open, and what is announced to the public.
  static func createAnswers(_ db: Database) throws {
    try db.execute(sql: answers)
  }

  private static let answers = """
    -- What waits, however long the past is.
    CREATE INDEX reservation_requested ON reservation(start_utc) WHERE status = 'requested';
    CREATE INDEX session_open ON session(opened_utc) WHERE finished_utc IS NULL;

    -- What the public may read about a reservation. `end_utc` repeats the reservation's, so that
    -- the agenda is read from now on and not from the beginning.
    CREATE TABLE publicity(
      reservation_id INTEGER PRIMARY KEY REFERENCES reservation(id),
      details TEXT NOT NULL CHECK(json_valid(details)),
      end_utc INTEGER NOT NULL,
      published_utc INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX publicity_end ON publicity(end_utc);

    -- Rises whenever the public agenda should be written again, whoever changed what.
    CREATE TABLE agenda(
      id INTEGER PRIMARY KEY CHECK(id = 1),
      wanted_version INTEGER NOT NULL
    ) STRICT;
    INSERT INTO agenda(id, wanted_version) VALUES (1, 0);

    CREATE TRIGGER publicity_added AFTER INSERT ON publicity
    BEGIN UPDATE agenda SET wanted_version = wanted_version + 1; END;
    CREATE TRIGGER publicity_changed AFTER UPDATE ON publicity
    BEGIN UPDATE agenda SET wanted_version = wanted_version + 1; END;
    CREATE TRIGGER publicity_removed AFTER DELETE ON publicity
    BEGIN UPDATE agenda SET wanted_version = wanted_version + 1; END;

    -- A reservation that moves or changes its state takes its announcement along.
    CREATE TRIGGER publicity_follows AFTER UPDATE ON reservation
    WHEN NEW.version <> OLD.version
    BEGIN UPDATE publicity SET end_utc = NEW.end_utc WHERE reservation_id = NEW.id; END;
    """
}
