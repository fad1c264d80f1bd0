-- The booking tables, as the first migration creates them (Sources/StudioStore/Schema).
-- Instants are UTC seconds since 1970; intervals are half-open. A test compares this file with the
-- migrations' result.

-- The venue file, taken apart: names that other rows point to are columns, rules are JSON in
-- `definition`, read and written whole.
CREATE TABLE venue(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  definition TEXT NOT NULL CHECK(json_valid(definition))
) STRICT;

CREATE TABLE space(
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0 CHECK(retired IN (0, 1)),
  definition TEXT NOT NULL CHECK(json_valid(definition))
) STRICT;

CREATE TABLE unit(
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  space_id INTEGER NOT NULL REFERENCES space(id),
  position INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0 CHECK(retired IN (0, 1)),
  definition TEXT NOT NULL CHECK(json_valid(definition))
) STRICT;
CREATE INDEX unit_space ON unit(space_id);

CREATE TABLE offering(
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0 CHECK(retired IN (0, 1)),
  definition TEXT NOT NULL CHECK(json_valid(definition))
) STRICT;

-- Closures and exceptional openings: of a space, of a unit, or of the venue when both are null.
CREATE TABLE hours_exception(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK(kind IN ('closure', 'opening')),
  space_id INTEGER REFERENCES space(id),
  unit_id INTEGER REFERENCES unit(id),
  start_utc INTEGER NOT NULL,
  end_utc INTEGER NOT NULL,
  reason TEXT,
  CHECK(start_utc < end_utc),
  CHECK(space_id IS NULL OR unit_id IS NULL)
) STRICT;
CREATE INDEX hours_exception_end ON hours_exception(end_utc);

-- No login and no address needed. `name_key` finds one person under two spellings.
CREATE TABLE person(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  display_name TEXT NOT NULL CHECK(length(display_name) BETWEEN 1 AND 200),
  name_key TEXT NOT NULL,
  email TEXT UNIQUE,
  category TEXT,
  created_utc INTEGER NOT NULL
) STRICT;
CREATE INDEX person_name_key ON person(name_key);

-- Intent (wall clock and zone) and instants side by side: instants rule, intent explains them
-- and lets them be worked out again when a zone's rules change.
CREATE TABLE reservation(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  offering_id INTEGER NOT NULL REFERENCES offering(id),
  person_id INTEGER NOT NULL REFERENCES person(id),
  status TEXT NOT NULL CHECK(status IN ('held', 'requested', 'confirmed', 'checkedIn',
    'completed', 'cancelled', 'noShow', 'expired', 'rejected')),
  start_local TEXT NOT NULL,
  end_local TEXT NOT NULL,
  zone TEXT NOT NULL,
  start_utc INTEGER NOT NULL,
  end_utc INTEGER NOT NULL,
  title TEXT CHECK(length(title) BETWEEN 1 AND 200),
  version INTEGER NOT NULL DEFAULT 1 CHECK(version >= 1),
  created_utc INTEGER NOT NULL,
  CHECK(start_utc < end_utc)
) STRICT;
CREATE INDEX reservation_person ON reservation(person_id, start_utc);
CREATE INDEX reservation_start ON reservation(start_utc);

-- Which units a reservation had; stays when its claims are gone.
CREATE TABLE reservation_unit(
  reservation_id INTEGER NOT NULL REFERENCES reservation(id),
  position INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit(id),
  PRIMARY KEY(reservation_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_unit_unit ON reservation_unit(unit_id);

-- A unit taken for [start_utc, end_utc), the after-buffer included. Two live claims on one unit
-- never overlap; cancelled ones are deleted.
CREATE TABLE claim(
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit(id),
  start_utc INTEGER NOT NULL,
  end_utc INTEGER NOT NULL,
  reservation_id INTEGER NOT NULL REFERENCES reservation(id),
  CHECK(start_utc < end_utc),
  UNIQUE(unit_id, start_utc)
) STRICT;
CREATE INDEX claim_reservation ON claim(reservation_id);

-- Because live claims on a unit never overlap, the one with the greatest start before the new
-- end is the only one that can reach into the new claim: one probe of the unique index is
-- exact. In PostgreSQL: EXCLUDE USING gist (unit_id WITH =, int8range(start_utc, end_utc) WITH &&).
CREATE TRIGGER claim_never_overlaps BEFORE INSERT ON claim
WHEN (SELECT end_utc FROM claim
      WHERE unit_id = NEW.unit_id AND start_utc < NEW.end_utc
      ORDER BY start_utc DESC LIMIT 1) > NEW.start_utc
BEGIN SELECT RAISE(ABORT, 'slot_taken: another claim on this unit overlaps'); END;

-- A move is a delete and an insert, so that the probe above sees it.
CREATE TRIGGER claim_never_changes BEFORE UPDATE ON claim
BEGIN SELECT RAISE(ABORT, 'a claim never changes: delete it and insert another'); END;

-- What happened to a reservation: person numbers only, never names.
CREATE TABLE reservation_history(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reservation_id INTEGER NOT NULL REFERENCES reservation(id),
  at_utc INTEGER NOT NULL,
  actor TEXT NOT NULL,
  change TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '{}' CHECK(json_valid(details))
) STRICT;
CREATE INDEX reservation_history_reservation ON reservation_history(reservation_id, id);

-- The answer a repeated write gets again.
CREATE TABLE idempotency(
  key TEXT PRIMARY KEY CHECK(length(key) BETWEEN 1 AND 200),
  request TEXT NOT NULL,
  response TEXT NOT NULL CHECK(json_valid(response)),
  created_utc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created ON idempotency(created_utc);
