import GRDB
import Localization
import StudioBooking
import StudioPublishing

/// One episode on its way to the public, inside a transaction.
struct Publication {
  let db: Database
  let show: Show
  let episode: Episode
  private let check: PublicationCheck

  /// Reads the episode and its show.
  init(_ db: Database, _ id: PublicID, _ check: @escaping PublicationCheck) throws {
    self.db = db
    self.check = check
    episode = try EpisodeRows.fetch(db, id: id)
    show = try ShowRows.fetch(db, id: episode.showID)
  }

  /// A moderated show's episodes pass through a second pair of eyes.
  func assertApproved() throws {
    guard show.details.isModerated, ![.scheduled, .published].contains(episode.status) else {
      return
    }
    throw StoreError.conflict(
      code: "approval_needed", values: ["episode": episode.id.rawValue, "show": show.slug.rawValue])
  }

  /// Everything that keeps an episode from the public: no file, a consent, the feed's rules.
  ///
  /// Consent is checked in the transaction that publishes: an answer withdrawn a moment earlier
  /// is seen, one withdrawn later finds the episode published and can take it back.
  func assertMayBecomePublic() throws {
    guard episode.render != nil else {
      throw StoreError.conflict(
        code: "not_processed", values: ["episode": episode.id.rawValue])
    }
    try Self.assertConsents(to: episode, db)
    try check(show, episode)
  }

  /// Nobody who was recorded for an episode forbids that new sound of it becomes public.
  static func assertConsents(to episode: Episode, _ db: Database) throws {
    guard let id = episode.sessionID else { return }
    let forbidding = try SessionRows.fetch(db, id).peopleWhoForbidPublishing
    guard forbidding.isEmpty else {
      throw StoreError.conflict(
        code: "consent_missing",
        values: ["names": forbidding.map(\.name).joined(separator: ", "), "session": "\(id)"])
    }
  }

  /// Makes the episode public; it keeps the date of its first publication.
  func publish(at now: Int, as instant: Int? = nil) throws -> Episode {
    try assertMayBecomePublic()
    try db.execute(
      sql: """
        UPDATE episode SET status = 'published', scheduled_utc = NULL, note = NULL,
          published_utc = coalesce(published_utc, ?)
        WHERE id = ?
        """,
      arguments: [instant ?? now, episode.id.rawValue])
    try DueRows.set(PublicationDueTask.kind, episode.id.rawValue, at: nil, db)
    try ShowRows.raiseVersion(db, show: episode.showID, at: now)
    return try EpisodeRows.fetch(db, id: episode.id)
  }

  /// Promises an instant; a second promise replaces the first.
  func schedule(for instant: Int, at now: Int) throws -> Episode {
    try assertNotPublished()
    try Self.assertFuture(instant, now, db)
    try assertMayBecomePublic()
    try Self.set(.scheduled, of: episode, scheduledUTC: instant, db)
    return try EpisodeRows.fetch(db, id: episode.id)
  }

  /// Keeps a promise whose instant has come; what stands in the way becomes the episode's note.
  static func publishDue(
    _ db: Database, _ id: PublicID, _ now: Int, _ check: @escaping PublicationCheck
  ) throws -> DuePublication? {
    let publication = try Publication(db, id, check)
    guard publication.episode.status == .scheduled,
      let instant = publication.episode.scheduledUTC, instant <= now
    else { return nil }
    do {
      return DuePublication(episode: try publication.publish(at: now, as: instant), problem: nil)
    } catch let problem as any ExplainedError {
      try set(
        .ready, of: publication.episode, note: problem.message(in: try VenueRows.load(db).language),
        db)
      return DuePublication(episode: try EpisodeRows.fetch(db, id: id), problem: problem)
    }
  }

  /// What is public stays takeable down: no other state replaces `published` but `removed`.
  func assertNotPublished() throws {
    guard episode.status != .published else {
      throw StoreError.conflict(
        code: "already_published", values: ["episode": episode.id.rawValue])
    }
  }

  static func assertFuture(_ instant: Int, _ now: Int, _ db: Database) throws {
    guard instant > now else {
      throw StoreError.conflict(
        code: "schedule_past", values: ["instant": try VenueTime.text(instant, db)])
    }
  }

  static func assertStatus(_ episode: Episode, _ expected: EpisodeStatus) throws {
    guard episode.status == expected else {
      throw StoreError.conflict(
        code: "wrong_status_\(expected.rawValue)", values: ["episode": episode.id.rawValue])
    }
  }

  static func set(
    _ status: EpisodeStatus, of episode: Episode, scheduledUTC: Int? = nil, note: String? = nil,
    _ db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE episode SET status = ?, scheduled_utc = ?, note = ? WHERE id = ?",
      arguments: [status.rawValue, scheduledUTC, note, episode.id.rawValue])
    try DueRows.set(
      PublicationDueTask.kind, episode.id.rawValue,
      at: status == .scheduled ? scheduledUTC : nil, db)
  }
}
