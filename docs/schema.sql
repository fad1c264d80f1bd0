-- The schema of a fresh studio.sqlite, as the migrations create it (Sources/StudioStore/Schema).
-- Instants are UTC seconds since 1970; intervals are half-open. A test compares every table, index
-- and trigger here with those of a fresh database.

-- Booking

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

-- Publishing

CREATE TABLE session(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reservation_id INTEGER UNIQUE REFERENCES reservation(id),
  title TEXT,
  opened_utc INTEGER NOT NULL,
  finished_utc INTEGER CHECK(finished_utc IS NULL OR finished_utc >= opened_utc)
) STRICT;

-- A person who was recorded. The latest answer is the consent; every answer stays in
-- session_consent, because a withdrawal must be provable.
CREATE TABLE session_person(
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session(id),
  name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 128),
  role TEXT NOT NULL,
  UNIQUE(session_id, name)
) STRICT;

CREATE TABLE session_consent(
  id INTEGER PRIMARY KEY,
  session_person_id INTEGER NOT NULL REFERENCES session_person(id),
  answer TEXT NOT NULL CHECK(answer IN ('given', 'refused', 'withdrawn', 'missing')),
  recorded_utc INTEGER NOT NULL
) STRICT;
CREATE INDEX session_consent_person ON session_consent(session_person_id, id);

-- An uploaded original, stored once under recordings/ by the SHA-256 of its bytes.
CREATE TABLE recording(
  sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64),
  extension TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK(bytes > 0),
  added_utc INTEGER NOT NULL
) STRICT;

CREATE TABLE session_recording(
  session_id INTEGER NOT NULL REFERENCES session(id),
  position INTEGER NOT NULL,
  recording_sha256 TEXT NOT NULL REFERENCES recording(sha256),
  original_name TEXT NOT NULL,
  added_utc INTEGER NOT NULL,
  PRIMARY KEY(session_id, position)
) STRICT;
CREATE INDEX session_recording_sha256 ON session_recording(recording_sha256);

-- `details` holds the editorial values (title, description, …) as one JSON object: they are
-- read and written together and no query looks inside. Identity and links are columns.
CREATE TABLE show(
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  podcast_guid TEXT UNIQUE,
  details TEXT NOT NULL,
  wanted_version INTEGER NOT NULL DEFAULT 0,
  created_utc INTEGER NOT NULL
) STRICT;

CREATE TABLE episode(
  id TEXT PRIMARY KEY,
  show_id TEXT NOT NULL REFERENCES show(id),
  slug TEXT NOT NULL,
  guid TEXT NOT NULL,
  session_id INTEGER REFERENCES session(id),
  status TEXT NOT NULL CHECK(status IN
    ('draft', 'processing', 'ready', 'submitted', 'scheduled', 'published', 'removed')),
  details TEXT NOT NULL,
  recording_sha256 TEXT REFERENCES recording(sha256),
  render_id TEXT REFERENCES render(id),
  published_utc INTEGER,
  created_utc INTEGER NOT NULL,
  UNIQUE(show_id, slug),
  UNIQUE(show_id, guid),
  CHECK(status <> 'published' OR (published_utc IS NOT NULL AND render_id IS NOT NULL))
) STRICT;
CREATE INDEX episode_session ON episode(session_id);
CREATE INDEX episode_published ON episode(show_id, status, published_utc);
CREATE INDEX episode_render ON episode(render_id);

-- A GUID never changes: podcast apps would show the episode twice.
CREATE TRIGGER episode_guid_is_fixed BEFORE UPDATE OF guid, show_id ON episode
WHEN NEW.guid <> OLD.guid OR NEW.show_id <> OLD.show_id
BEGIN SELECT RAISE(ABORT, 'an episode keeps its guid and its show'); END;

-- One run of the media pipeline; `report` is the worker's report, word for word.
CREATE TABLE render(
  id TEXT PRIMARY KEY,
  recording_sha256 TEXT NOT NULL REFERENCES recording(sha256),
  report TEXT NOT NULL,
  finished_utc INTEGER NOT NULL
) STRICT;
CREATE INDEX render_recording ON render(recording_sha256);

CREATE TABLE deliverable(
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  render_id TEXT NOT NULL REFERENCES render(id),
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK(bytes > 0),
  bit_rate INTEGER NOT NULL,
  duration_seconds REAL NOT NULL,
  PRIMARY KEY(render_id, sha256)
) STRICT;
CREATE INDEX deliverable_sha256 ON deliverable(sha256);

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
