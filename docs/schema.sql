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
, version INTEGER NOT NULL DEFAULT 1) STRICT;
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
-- Fairness

ALTER TABLE person ADD COLUMN phone TEXT;
ALTER TABLE person ADD COLUMN postcode TEXT;
ALTER TABLE person ADD COLUMN age_band TEXT;
ALTER TABLE person ADD COLUMN guardian_id INTEGER REFERENCES person(id);
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person(id);
ALTER TABLE person ADD COLUMN erased_utc INTEGER;
CREATE INDEX person_guardian ON person(guardian_id) WHERE guardian_id IS NOT NULL;

-- The login of a person and what it may do.
CREATE TABLE account(
  person_id INTEGER PRIMARY KEY REFERENCES person(id),
  role TEXT NOT NULL CHECK(role IN ('member', 'staff', 'admin')),
  created_utc INTEGER NOT NULL
) STRICT;

CREATE TABLE organisation(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 200),
  name_key TEXT NOT NULL,
  category TEXT NOT NULL,
  company_number TEXT UNIQUE,
  vat_liable INTEGER NOT NULL DEFAULT 0 CHECK(vat_liable IN (0, 1)),
  email TEXT,
  postcode TEXT,
  created_utc INTEGER NOT NULL
) STRICT;
CREATE INDEX organisation_name_key ON organisation(name_key);

CREATE TABLE membership(
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),
  person_id INTEGER NOT NULL REFERENCES person(id),
  PRIMARY KEY(organisation_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_person ON membership(person_id);

-- Dates are the venue's, both included; no last date means for good.
CREATE TABLE qualification(
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT,
  CHECK(until_date IS NULL OR until_date >= from_date)
) STRICT;
CREATE INDEX qualification_person ON qualification(person_id, kind);

-- What a guardian signed for a minor.
CREATE TABLE authorisation(
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person(id),
  guardian_id INTEGER NOT NULL REFERENCES person(id),
  given_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  CHECK(until_date >= given_date),
  CHECK(person_id <> guardian_id)
) STRICT;
CREATE INDEX authorisation_person ON authorisation(person_id, until_date);
CREATE INDEX authorisation_guardian ON authorisation(guardian_id);

-- For whom and as what a reservation was made, as it was then: no name, so it stays when a
-- person is erased. `party` is the JSON list of the age bands of those who come along.
CREATE TABLE booking_terms(
  reservation_id INTEGER PRIMARY KEY REFERENCES reservation(id),
  organisation_id INTEGER REFERENCES organisation(id),
  category TEXT,
  postcode TEXT,
  age_band TEXT,
  party TEXT NOT NULL DEFAULT '[]' CHECK(json_valid(party)),
  accompanied INTEGER NOT NULL DEFAULT 0 CHECK(accompanied IN (0, 1)),
  walk_in INTEGER NOT NULL DEFAULT 0 CHECK(walk_in IN (0, 1))
) STRICT;
CREATE INDEX booking_terms_organisation ON booking_terms(organisation_id)
  WHERE organisation_id IS NOT NULL;

-- The price of a reservation, frozen when it was booked, and what became of it.
CREATE TABLE payment(
  reservation_id INTEGER PRIMARY KEY REFERENCES reservation(id),
  price TEXT NOT NULL CHECK(json_valid(price)),
  state TEXT NOT NULL CHECK(state IN ('due', 'paid', 'waived')),
  changed_utc INTEGER NOT NULL,
  reason TEXT
) STRICT;

-- The ledger of hours: entries are added, never changed. `booked` and `released` follow the
-- reservation by themselves; `lateCancel` and `noShow` keep hours used although nobody came;
-- `forgiven` gives those back. The hours of a period are the signed overlaps of its entries.
CREATE TABLE hour_entry(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reservation_id INTEGER NOT NULL REFERENCES reservation(id),
  person_id INTEGER NOT NULL REFERENCES person(id),
  organisation_id INTEGER REFERENCES organisation(id),
  category TEXT,
  offering_id INTEGER NOT NULL REFERENCES offering(id),
  start_utc INTEGER NOT NULL,
  end_utc INTEGER NOT NULL,
  sign INTEGER NOT NULL CHECK(sign IN (-1, 1)),
  cause TEXT NOT NULL CHECK(cause IN ('booked', 'released', 'lateCancel', 'noShow',
    'forgiven')),
  at_utc INTEGER NOT NULL,
  history_id INTEGER NOT NULL REFERENCES reservation_history(id),
  CHECK(start_utc < end_utc),
  CHECK((sign = -1) = (cause IN ('released', 'forgiven')))
) STRICT;
CREATE INDEX hour_entry_person ON hour_entry(person_id, start_utc);
CREATE INDEX hour_entry_organisation ON hour_entry(organisation_id, start_utc)
  WHERE organisation_id IS NOT NULL;
CREATE INDEX hour_entry_offering ON hour_entry(offering_id, start_utc);
CREATE INDEX hour_entry_reservation ON hour_entry(reservation_id, id);

-- Every change of a reservation ends in a line of its history, whoever made it; the ledger
-- follows from there, so no way of booking, moving or cancelling can forget it. First what is
-- no longer so is given back, then what is so is taken. Reservations without terms (blocks)
-- have no hours. In PostgreSQL: the same, as a trigger function.
CREATE TRIGGER hours_follow_history AFTER INSERT ON reservation_history
BEGIN
  INSERT INTO hour_entry(reservation_id, person_id, organisation_id, category, offering_id,
    start_utc, end_utc, sign, cause, at_utc, history_id)
  SELECT e.reservation_id, e.person_id, e.organisation_id, e.category, e.offering_id,
    e.start_utc, e.end_utc, -1, 'released', NEW.at_utc, NEW.id
  FROM hour_entry e
  WHERE e.id = (SELECT MAX(id) FROM hour_entry
      WHERE reservation_id = NEW.reservation_id AND cause IN ('booked', 'released'))
    AND e.cause = 'booked'
    AND NOT EXISTS (SELECT 1 FROM reservation r
      WHERE r.id = e.reservation_id AND r.start_utc = e.start_utc AND r.end_utc = e.end_utc
        AND r.status IN ('held', 'requested', 'confirmed', 'checkedIn', 'completed'));
  INSERT INTO hour_entry(reservation_id, person_id, organisation_id, category, offering_id,
    start_utc, end_utc, sign, cause, at_utc, history_id)
  SELECT r.id, r.person_id, t.organisation_id, t.category, r.offering_id, r.start_utc,
    r.end_utc, 1, 'booked', NEW.at_utc, NEW.id
  FROM reservation r JOIN booking_terms t ON t.reservation_id = r.id
  WHERE r.id = NEW.reservation_id
    AND r.status IN ('held', 'requested', 'confirmed', 'checkedIn', 'completed')
    AND COALESCE((SELECT cause FROM hour_entry
        WHERE reservation_id = r.id AND cause IN ('booked', 'released')
        ORDER BY id DESC LIMIT 1), 'released') = 'released';
END;

-- An entry is what was true then.
CREATE TRIGGER hour_entry_is_kept BEFORE DELETE ON hour_entry
BEGIN SELECT RAISE(ABORT, 'entries of the ledger are added, never taken away'); END;

-- Answers

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

-- Publication life

-- `feed_url` is the address the feed was last published under: another one is a move.
ALTER TABLE show ADD COLUMN feed_url TEXT;
ALTER TABLE show ADD COLUMN moved_utc INTEGER;
ALTER TABLE show ADD COLUMN changed_utc INTEGER;

ALTER TABLE episode ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE episode ADD COLUMN scheduled_utc INTEGER;
ALTER TABLE episode ADD COLUMN recording_name TEXT;
ALTER TABLE episode ADD COLUMN note TEXT;
-- The chapters that were written into a render's files.
ALTER TABLE render ADD COLUMN chapters TEXT NOT NULL DEFAULT '[]';
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

-- For whom somebody waits: the offer is then made, judged and priced as the booking would be.
ALTER TABLE waitlist_entry ADD COLUMN organisation_id INTEGER REFERENCES organisation(id);
ALTER TABLE waitlist_entry ADD COLUMN party TEXT NOT NULL DEFAULT '[]';
ALTER TABLE waitlist_entry ADD COLUMN accompanied INTEGER NOT NULL DEFAULT 0
  CHECK(accompanied IN (0, 1));

-- Without a final slash, as `feed_url` begins.
CREATE TABLE former_address(
  base TEXT PRIMARY KEY,
  left_utc INTEGER NOT NULL
) STRICT;

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

-- The token names a folder under public/; who can read this file can read that folder too.
CREATE TABLE episode_preview(
  episode_id TEXT PRIMARY KEY REFERENCES episode(id),
  token TEXT NOT NULL UNIQUE,
  created_utc INTEGER NOT NULL
) STRICT;

CREATE INDEX reservation_end ON reservation(end_utc);

ALTER TABLE payment ADD COLUMN paid_cents INTEGER NOT NULL DEFAULT 0 CHECK(paid_cents >= 0);

CREATE INDEX episode_published
  ON episode(show_id, status, published_utc DESC, id, revision, slug);
CREATE INDEX episode_trailer ON episode(show_id, status, published_utc DESC, id)
  WHERE status = 'published' AND details ->> '$.kind' = 'trailer';
