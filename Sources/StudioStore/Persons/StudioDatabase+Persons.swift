import GRDB
public import StudioBooking

extension StudioDatabase: PersonStore {
  /// Adds a person.
  public func addPerson(_ edit: PersonEdit, named name: String, at nowUTC: Int) async throws
    -> PersonRecord
  {
    try await write { db in
      let guardian = try edit.guardian.map { try Self.guardian($0, db).id }
      let details = try edit.applied(
        to: PersonDetails(name: name), guardian: guardian, at: try VenueRows.load(db))
      let person = try PersonRows.insert(details, nowUTC: nowUTC, db)
      return try PersonFileRows.record(of: person, db)
    }
  }

  /// Everything on file about a person.
  public func person(_ reference: PersonReference) async throws -> PersonRecord {
    try await read { db in try PersonFileRows.record(of: try PersonRows.record(reference, db), db) }
  }

  /// People whose name or address contains a text.
  public func people(matching text: String, limit: Int) async throws -> [Person] {
    try await read { db in try PersonRows.matching(text, limit: limit, db) }
  }

  /// Changes a person's record.
  public func edit(_ reference: PersonReference, _ edit: PersonEdit) async throws -> PersonRecord {
    try await write { db in
      var person = try Self.known(reference, db)
      let guardian = try edit.guardian.map { try Self.guardian($0, db).id }
      person.details = try edit.applied(
        to: person.details, guardian: guardian, at: try VenueRows.load(db))
      try PersonRows.update(person, db)
      return try PersonFileRows.record(of: person, db)
    }
  }

  /// Makes two records one.
  public func merge(
    _ reference: PersonReference, into other: PersonReference, at nowUTC: Int
  ) async throws -> PersonRecord {
    try await write { db in
      let (person, survivor) = (try Self.known(reference, db), try Self.known(other, db))
      if person.id != survivor.id {
        try PersonRemoval.merge(person, into: survivor, nowUTC: nowUTC, db)
      }
      return try PersonFileRows.record(of: try PersonRows.find(survivor.id, db), db)
    }
  }

  /// Forgets a person.
  public func erase(_ reference: PersonReference, at nowUTC: Int) async throws -> PersonRecord {
    try await write { db in
      let person = try Self.known(reference, db)
      try PersonRemoval.erase(person, try BookingTransaction(db, by: .system, at: nowUTC))
      return try PersonFileRows.record(of: try PersonRows.record(person.id, db), db)
    }
  }

  /// Notes that a guardian signed for a minor, for one school year.
  public func authorise(
    _ reference: PersonReference, by guardian: PersonReference, on date: CivilDate
  ) async throws -> PersonRecord {
    try await write { db in
      let (person, signer) = (try Self.known(reference, db), try Self.guardian(guardian, db))
      guard person.id != signer.id else {
        throw Refusal(.unknownPerson, subject: guardian.description)
      }
      try PersonFileRows.authorise(
        person.id,
        Authorisation(guardian: signer.id, given: date, until: SchoolYear.lastDay(after: date)), db)
      return try PersonFileRows.record(of: person, db)
    }
  }

  /// Notes that a person is qualified; without a last day the kind's validity counts.
  public func qualify(
    _ reference: PersonReference, as kind: String, from date: CivilDate, until last: CivilDate?
  ) async throws -> PersonRecord {
    try await write { db in
      let person = try Self.known(reference, db)
      let kinds = try VenueRows.load(db).qualifications
      guard let found = kinds.first(where: { $0.id == kind }) else {
        throw Refusal(
          .unknownQualification, subject: kind,
          limit: .text(kinds.map(\.id).joined(separator: ", ")))
      }
      try PersonFileRows.qualify(
        person.id,
        Qualification(kind: kind, from: date, until: last ?? found.lastDay(from: date)), db)
      return try PersonFileRows.record(of: person, db)
    }
  }

  /// Gives a person an account, or takes it away.
  public func setRole(
    _ role: AccountRole?, of reference: PersonReference, at nowUTC: Int
  ) async throws -> PersonRecord {
    try await write { db in
      let person = try Self.known(reference, db)
      if role != nil, let age = person.details.age, !age.hasReached(AgeRules.accountAge) {
        throw AgeRules.accountRefusal(of: person.id, age)
      }
      try PersonFileRows.setRole(role, of: person.id, nowUTC: nowUTC, db)
      return try PersonFileRows.record(of: person, db)
    }
  }

  /// The person who is to answer for a minor.
  private static func guardian(_ reference: PersonReference, _ db: Database) throws -> Person {
    let guardian = try known(reference, db)
    if let refusal = AgeRules.guardianRefusal(of: guardian) { throw refusal }
    return guardian
  }

  /// The person a command names, who must be on file.
  static func known(_ reference: PersonReference, _ db: Database) throws -> Person {
    guard let person = try PersonRows.find(reference, db) else {
      throw Refusal(.unknownPerson, subject: reference.description)
    }
    return person
  }
}
