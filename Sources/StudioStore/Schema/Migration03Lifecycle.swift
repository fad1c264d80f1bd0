import GRDB

extension Schema {
  /// Holds, blocks, groups and guests; what falls due; waitlist; what a closure hits.
  static func createLifecycle(_ db: Database) throws {
    try db.execute(sql: rebuiltReservation)
    try db.execute(sql: lifecycle)
  }

  /// Blocks are nobody's and book no offering, which columns made NOT NULL cannot say: the table
  /// is made again (https://www.sqlite.org/lang_altertable.html §7; foreign keys rest meanwhile
  /// and are checked before the commit).
  private static let rebuiltReservation = """
    CREATE TEMP TABLE kept_reservation AS SELECT * FROM reservation;
    DROP TABLE reservation;
    -- Intent (wall clock and zone) and instants side by side: instants rule, intent explains them
    -- and lets them be worked out again when a zone's rules change.
    CREATE TABLE reservation(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL DEFAULT 'booking' CHECK(kind IN ('booking', 'walkIn', 'block')),
      offering_id INTEGER REFERENCES offering(id),
      person_id INTEGER REFERENCES person(id),
      status TEXT NOT NULL CHECK(status IN ('held', 'requested', 'confirmed', 'checkedIn',
        'completed', 'cancelled', 'noShow', 'expired', 'rejected')),
      start_local TEXT NOT NULL,
      end_local TEXT NOT NULL,
      zone TEXT NOT NULL,
      start_utc INTEGER NOT NULL,
      end_utc INTEGER NOT NULL,
      title TEXT CHECK(length(title) BETWEEN 1 AND 200),
      people INTEGER CHECK(people >= 1),
      held_until_utc INTEGER,
      group_id INTEGER REFERENCES reservation(id),
      version INTEGER NOT NULL DEFAULT 1 CHECK(version >= 1),
      created_utc INTEGER NOT NULL,
      CHECK(start_utc < end_utc),
      CHECK(kind = 'block' OR (offering_id IS NOT NULL AND person_id IS NOT NULL)),
      CHECK((status = 'held') = (held_until_utc IS NOT NULL))
    ) STRICT;
    CREATE INDEX reservation_person ON reservation(person_id, start_utc);
    CREATE INDEX reservation_start ON reservation(start_utc);
    CREATE INDEX reservation_group ON reservation(group_id) WHERE group_id IS NOT NULL;
    INSERT INTO reservation(id, offering_id, person_id, status, start_local, end_local, zone,
      start_utc, end_utc, title, version, created_utc)
    SELECT id, offering_id, person_id, CASE status WHEN 'held' THEN 'expired' ELSE status END,
      start_local, end_local, zone, start_utc, end_utc, title, version, created_utc
    FROM kept_reservation ORDER BY id;
    DROP TABLE kept_reservation;
    """

  private static let lifecycle = """
    ALTER TABLE reservation_history ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
    UPDATE reservation_history SET version = (
      SELECT COUNT(*) FROM reservation_history AS earlier
      WHERE earlier.reservation_id = reservation_history.reservation_id
        AND earlier.id <= reservation_history.id);

    -- Who comes along; personal, so erasing a person empties it.
    CREATE TABLE guest(
      id INTEGER PRIMARY KEY,
      reservation_id INTEGER NOT NULL REFERENCES reservation(id),
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200),
      email TEXT
    ) STRICT;
    CREATE INDEX guest_reservation ON guest(reservation_id);

    -- What must happen by itself, and from which second on. One row a kind and subject; the row
    -- goes when it happened or no longer has to. `subject` is the number or id its kind knows.
    CREATE TABLE due(
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      at_utc INTEGER NOT NULL,
      PRIMARY KEY(kind, subject)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX due_at ON due(at_utc);

    -- People waiting for a full time, in the order of their numbers. An offer is a held
    -- reservation of theirs that ends by itself.
    CREATE TABLE waitlist_entry(
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      offering_id INTEGER NOT NULL REFERENCES offering(id),
      person_id INTEGER NOT NULL REFERENCES person(id),
      start_utc INTEGER NOT NULL,
      end_utc INTEGER NOT NULL,
      people INTEGER CHECK(people >= 1),
      status TEXT NOT NULL CHECK(status IN ('waiting', 'offered', 'accepted', 'lapsed', 'left',
        'closed')),
      reservation_id INTEGER REFERENCES reservation(id),
      joined_utc INTEGER NOT NULL,
      CHECK(start_utc < end_utc),
      CHECK(status NOT IN ('offered', 'accepted', 'lapsed') OR reservation_id IS NOT NULL)
    ) STRICT;
    CREATE INDEX waitlist_waiting ON waitlist_entry(start_utc) WHERE status = 'waiting';
    CREATE UNIQUE INDEX waitlist_once ON waitlist_entry(person_id, offering_id, start_utc, end_utc)
      WHERE status IN ('waiting', 'offered');
    CREATE UNIQUE INDEX waitlist_reservation ON waitlist_entry(reservation_id)
      WHERE reservation_id IS NOT NULL;

    -- Why an entry stands where it stands: joined, skipped with the rule that said no, offered, …
    CREATE TABLE waitlist_event(
      id INTEGER PRIMARY KEY,
      entry_id INTEGER NOT NULL REFERENCES waitlist_entry(id),
      at_utc INTEGER NOT NULL,
      event TEXT NOT NULL,
      reason TEXT
    ) STRICT;
    CREATE INDEX waitlist_event_entry ON waitlist_event(entry_id, id);

    -- A reservation that a closure hit, until staff decide; `decision` is null until then.
    CREATE TABLE closure_case(
      exception_id INTEGER NOT NULL REFERENCES hours_exception(id) ON DELETE CASCADE,
      reservation_id INTEGER NOT NULL REFERENCES reservation(id),
      decision TEXT CHECK(decision IN ('move', 'cancel', 'keep')),
      decided_utc INTEGER,
      actor TEXT,
      PRIMARY KEY(exception_id, reservation_id),
      CHECK((decision IS NULL) = (decided_utc IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX closure_case_reservation ON closure_case(reservation_id);
    """
}
