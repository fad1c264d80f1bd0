import GRDB

extension Schema {
  /// Sessions, recordings, shows, episodes, renders.
  static func createPublishing(_ db: Database) throws {
    try db.execute(sql: publishing)
  }

  private static let publishing = """
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
    """
}
