import GRDB

extension Schema {
  /// Revisions, schedules, moderation, former addresses, transcripts, the files of the public folder.
  static func createPublicationLife(_ db: Database) throws {
    try db.execute(sql: publicationLife)
  }

  private static let publicationLife = """
    -- `feed_url` is the address the feed was last published under: another one is a move.
    ALTER TABLE show ADD COLUMN feed_url TEXT;
    ALTER TABLE show ADD COLUMN moved_utc INTEGER;
    ALTER TABLE show ADD COLUMN changed_utc INTEGER;

    ALTER TABLE episode ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE episode ADD COLUMN scheduled_utc INTEGER;
    ALTER TABLE episode ADD COLUMN recording_name TEXT;
    ALTER TABLE episode ADD COLUMN note TEXT;
    CREATE INDEX episode_scheduled ON episode(scheduled_utc) WHERE status = 'scheduled';

    -- Whoever changes what listeners can see raises the revision, whether he thinks of it or not:
    -- kept feed items are looked up by it.
    CREATE TRIGGER episode_revision AFTER UPDATE OF slug, details, render_id, published_utc ON episode
    WHEN NEW.revision = OLD.revision AND (NEW.slug <> OLD.slug OR NEW.details <> OLD.details
      OR NEW.render_id IS NOT OLD.render_id OR NEW.published_utc IS NOT OLD.published_utc)
    BEGIN UPDATE episode SET revision = OLD.revision + 1 WHERE id = NEW.id; END;

    -- The chapters that were written into a render's files.
    ALTER TABLE render ADD COLUMN chapters TEXT NOT NULL DEFAULT '[]';

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
    """
}
