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
  created_utc INTEGER NOT NULL,
  feed_url TEXT,
  moved_utc INTEGER,
  changed_utc INTEGER
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
  revision INTEGER NOT NULL DEFAULT 1,
  scheduled_utc INTEGER,
  recording_name TEXT,
  note TEXT,
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
  finished_utc INTEGER NOT NULL,
  chapters TEXT NOT NULL DEFAULT '[]'
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

-- Publication life

CREATE INDEX episode_scheduled ON episode(scheduled_utc) WHERE status = 'scheduled';

-- Whoever changes what listeners can see raises the revision, whether he thinks of it or not:
-- kept feed items are looked up by it.
CREATE TRIGGER episode_revision AFTER UPDATE OF slug, details, render_id, published_utc ON episode
WHEN NEW.revision = OLD.revision AND (NEW.slug <> OLD.slug OR NEW.details <> OLD.details
  OR NEW.render_id IS NOT OLD.render_id OR NEW.published_utc IS NOT OLD.published_utc)
BEGIN UPDATE episode SET revision = OLD.revision + 1 WHERE id = NEW.id; END;

-- What is said in an episode, once, by the hash of the document.
CREATE TABLE transcript(
  sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64),
  document TEXT NOT NULL CHECK(json_valid(document)),
  added_utc INTEGER NOT NULL
) STRICT;

-- Short names that lead on for good; nobody else gets them.
CREATE TABLE former_show_slug(
  slug TEXT PRIMARY KEY,
  show_id TEXT NOT NULL REFERENCES show(id),
  left_utc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX former_show_slug_show ON former_show_slug(show_id);

CREATE TABLE former_episode_slug(
  show_id TEXT NOT NULL REFERENCES show(id),
  slug TEXT NOT NULL,
  episode_id TEXT NOT NULL REFERENCES episode(id),
  left_utc INTEGER NOT NULL,
  PRIMARY KEY(show_id, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_episode_slug_episode ON former_episode_slug(episode_id);

-- Every file an episode ever had under public/, noted before it is placed: a takedown finds
-- those of earlier renders too. `superseded_utc` is since when the episode needs it no more.
CREATE TABLE public_file(
  path TEXT NOT NULL,
  episode_id TEXT NOT NULL REFERENCES episode(id),
  superseded_utc INTEGER,
  PRIMARY KEY(path, episode_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX public_file_episode ON public_file(episode_id);

-- How far a show is with each place where listeners look for podcasts.
CREATE TABLE directory_entry(
  show_id TEXT NOT NULL REFERENCES show(id),
  directory TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('toDo', 'submitted', 'listed')),
  link TEXT,
  changed_utc INTEGER NOT NULL,
  PRIMARY KEY(show_id, directory)
) STRICT, WITHOUT ROWID;
