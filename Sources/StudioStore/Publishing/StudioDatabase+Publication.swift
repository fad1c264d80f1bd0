import GRDB
public import StudioPublishing

extension StudioDatabase {
  /// Makes an episode public now: checks consents and status, raises the show's wanted version.
  public func publish(
    _ id: PublicID, at now: Int, check: @escaping PublicationCheck
  ) async throws -> Episode {
    try await write { db in
      let publication = try Publication(db, id, check)
      try publication.assertApproved()
      return try publication.publish(at: now)
    }
  }

  /// Takes an episode out of the public, its preview too: raises the show's wanted version.
  public func unpublish(_ id: PublicID, at now: Int) async throws -> Episode {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      try Publication.assertStatus(episode, .published)
      try Publication.set(.removed, of: episode, db)
      // What was taken down is not heard under an address that was given out before.
      _ = try PreviewRows.remove(db, episode: id)
      try ShowRows.raiseVersion(db, show: episode.showID, at: now)
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Promises to publish an episode at an instant that is still to come.
  public func schedule(
    _ id: PublicID, for instant: Int, at now: Int, check: @escaping PublicationCheck
  ) async throws -> Episode {
    try await write { db in
      let publication = try Publication(db, id, check)
      try publication.assertApproved()
      return try publication.schedule(for: instant, at: now)
    }
  }

  /// Takes the promise back; the episode is ready again.
  public func unschedule(_ id: PublicID) async throws -> Episode {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      try Publication.assertStatus(episode, .scheduled)
      try Publication.set(.ready, of: episode, db)
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Publishes a scheduled episode whose instant has come.
  public func publishDue(
    _ id: PublicID, at now: Int, check: @escaping PublicationCheck
  ) async throws -> DuePublication? {
    try await write { db in try Publication.publishDue(db, id, now, check) }
  }

  /// Hands an episode of a moderated show in.
  public func submit(
    _ id: PublicID, for instant: Int?, at now: Int, check: @escaping PublicationCheck
  ) async throws -> Episode {
    try await write { db in
      let publication = try Publication(db, id, check)
      guard publication.show.details.isModerated else {
        throw StoreError.conflict(
          code: "not_moderated", values: ["show": publication.show.slug.rawValue])
      }
      try publication.assertNotPublished()
      try publication.assertMayBecomePublic()
      if let instant { try Publication.assertFuture(instant, now, db) }
      try Publication.set(.submitted, of: publication.episode, scheduledUTC: instant, db)
      return try EpisodeRows.fetch(db, id: id)
    }
  }

  /// Approves a submitted episode: it is published, or scheduled for its instant.
  public func approve(
    _ id: PublicID, at now: Int, check: @escaping PublicationCheck
  ) async throws -> Episode {
    try await write { db in
      let publication = try Publication(db, id, check)
      try Publication.assertStatus(publication.episode, .submitted)
      // An instant that passed while the episode waited means: now.
      if let instant = publication.episode.scheduledUTC, instant > now {
        return try publication.schedule(for: instant, at: now)
      }
      return try publication.publish(at: now)
    }
  }

  /// Hands a submitted episode back with a reason.
  public func reject(_ id: PublicID, reason: String) async throws -> Episode {
    try await write { db in
      let episode = try EpisodeRows.fetch(db, id: id)
      try Publication.assertStatus(episode, .submitted)
      try Publication.set(.ready, of: episode, note: reason, db)
      return try EpisodeRows.fetch(db, id: id)
    }
  }
}
