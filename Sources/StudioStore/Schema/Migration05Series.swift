import GRDB

extension Schema {
  /// Recurring reservations, calendar links, imported events.
  static func createSeries(_ db: Database) throws {
    try db.execute(sql: series)
    // Minted here, so that no later moment has to: calendar programs know an event by it for life.
    try db.execute(
      sql: "INSERT INTO calendar_identity(id, domain) VALUES (1, lower(hex(randomblob(16))))")
  }

  private static let series = """
    -- The right part of every UID.
    CREATE TABLE calendar_identity(
      id INTEGER PRIMARY KEY CHECK(id = 1),
      domain TEXT NOT NULL
    ) STRICT;

    -- A recurring reservation: its rule in local time. `length` is a real one (90m) or the clock at
    -- the end (+1 04:00). `sequence` rises with every change of the series or a reservation in it.
    CREATE TABLE series(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      offering_id INTEGER NOT NULL REFERENCES offering(id),
      person_id INTEGER NOT NULL REFERENCES person(id),
      title TEXT CHECK(length(title) BETWEEN 1 AND 200),
      rule TEXT,
      start_local TEXT NOT NULL,
      zone TEXT NOT NULL,
      fold TEXT NOT NULL CHECK(fold IN ('first', 'second')),
      length TEXT NOT NULL,
      added TEXT NOT NULL CHECK(json_valid(added)),
      excluded TEXT NOT NULL CHECK(json_valid(excluded)),
      sequence INTEGER NOT NULL DEFAULT 0 CHECK(sequence >= 0),
      continues_id INTEGER REFERENCES series(id),
      created_utc INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX series_person ON series(person_id);
    CREATE INDEX series_continues ON series(continues_id);

    -- Every date of a series with what became of it; `local` names it for life (RECURRENCE-ID).
    CREATE TABLE series_occurrence(
      series_id INTEGER NOT NULL REFERENCES series(id),
      local TEXT NOT NULL,
      utc INTEGER,
      state TEXT NOT NULL CHECK(state IN ('booked', 'skipped', 'excluded', 'missing')),
      reservation_id INTEGER UNIQUE REFERENCES reservation(id),
      reason TEXT,
      PRIMARY KEY(series_id, local),
      CHECK((state = 'booked') = (reservation_id IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX series_occurrence_skipped ON series_occurrence(utc) WHERE state = 'skipped';

    -- Whoever changes a reservation changes what calendar programs know of its series.
    CREATE TRIGGER series_sequence_rises AFTER UPDATE OF version ON reservation
    BEGIN
      UPDATE series SET sequence = sequence + 1
      WHERE id = (SELECT series_id FROM series_occurrence WHERE reservation_id = NEW.id);
    END;

    -- The state before each edit of a series, to take the last one back.
    CREATE TABLE series_edit(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      series_id INTEGER NOT NULL REFERENCES series(id),
      at_utc INTEGER NOT NULL,
      change TEXT NOT NULL,
      before TEXT NOT NULL CHECK(json_valid(before))
    ) STRICT;
    CREATE INDEX series_edit_series ON series_edit(series_id, id);

    -- Links to calendars. Only the SHA-256 of a token is kept: who reads the database cannot use it.
    CREATE TABLE calendar_token(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL UNIQUE CHECK(length(hash) = 64),
      scope TEXT NOT NULL CHECK(scope IN ('person', 'space', 'venue')),
      person_id INTEGER REFERENCES person(id),
      space_id INTEGER REFERENCES space(id),
      names INTEGER NOT NULL CHECK(names IN (0, 1)),
      created_utc INTEGER NOT NULL,
      revoked_utc INTEGER,
      CHECK((scope = 'person') = (person_id IS NOT NULL)),
      CHECK((scope = 'space') = (space_id IS NOT NULL))
    ) STRICT;
    CREATE INDEX calendar_token_person ON calendar_token(person_id);
    CREATE INDEX calendar_token_space ON calendar_token(space_id);

    -- Which event of another system became which reservation, so that a file read twice books once.
    CREATE TABLE calendar_import(
      uid TEXT NOT NULL,
      recurrence TEXT NOT NULL,
      reservation_id INTEGER NOT NULL REFERENCES reservation(id),
      PRIMARY KEY(uid, recurrence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX calendar_import_reservation ON calendar_import(reservation_id);
    """
}
