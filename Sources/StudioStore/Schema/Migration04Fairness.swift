import GRDB

extension Schema {
  /// Who may book and what it costs: people's records, organisations, hours, prices.
  static func createFairness(_ db: Database) throws {
    try db.execute(sql: fairness)
  }

  private static let fairness = """
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
    """
}
