/// Refuses an episode that must not be public like this; called inside the transaction that would
/// make it so.
public typealias PublicationCheck = @Sendable (Show, Episode) throws -> Void

/// What happens to an episode between draft and archive.
public protocol EpisodeLifecycleStore: Sendable {
  /// Changes an episode: reads it, lets `change` alter it, checks and keeps it in one transaction,
  /// so that two editors never undo each other.
  ///
  /// - Parameters:
  ///   - id: the episode.
  ///   - now: the time.
  ///   - check: asked only about an episode that is or will be public.
  ///   - change: alters the values.
  /// - Returns: the changed episode.
  /// - Throws: what `check` and `change` throw, or the store's error.
  func editEpisode(
    _ id: PublicID, at now: Int, check: @escaping PublicationCheck,
    _ change: @escaping @Sendable (inout EpisodeEdit) throws -> Void
  ) async throws -> Episode
  /// Makes an episode public now: checks consents and status, raises the show's wanted version.
  func publish(_ episode: PublicID, at now: Int, check: @escaping PublicationCheck) async throws
    -> Episode
  /// Takes an episode out of the public: raises the show's wanted version.
  func unpublish(_ episode: PublicID, at now: Int) async throws -> Episode
  /// Promises to publish an episode at an instant that is still to come.
  func schedule(
    _ episode: PublicID, for instant: Int, at now: Int, check: @escaping PublicationCheck
  ) async throws -> Episode
  /// Takes that promise back; the episode is ready again.
  func unschedule(_ episode: PublicID) async throws -> Episode
  /// Publishes a scheduled episode whose instant has come.
  ///
  /// One that must not be published (any more) becomes ready again, with the reason as its note.
  ///
  /// - Returns: what came of it; nil for one that waits for no instant, or for a later one.
  func publishDue(
    _ episode: PublicID, at now: Int, check: @escaping PublicationCheck
  ) async throws -> DuePublication?
  /// Hands an episode of a moderated show in, to be published at once or at an instant.
  func submit(
    _ episode: PublicID, for instant: Int?, at now: Int, check: @escaping PublicationCheck
  )
    async throws -> Episode
  /// Approves a submitted episode: it is published, or scheduled for the instant it was handed in
  /// for.
  func approve(_ episode: PublicID, at now: Int, check: @escaping PublicationCheck) async throws
    -> Episode
  /// Hands a submitted episode back with a reason.
  func reject(_ episode: PublicID, reason: String) async throws -> Episode
}

/// What can be changed about an episode.
public struct EpisodeEdit: Sendable, Hashable {
  /// Its short name.
  public var slug: Slug
  /// What people read about it.
  public var details: EpisodeDetails

  /// Takes over an episode's values.
  public init(_ episode: Episode) {
    slug = episode.slug
    details = episode.details
  }
}

/// What came of a scheduled episode whose instant had come.
public struct DuePublication: Sendable {
  /// The episode, published or ready again.
  public let episode: Episode
  /// Why it was not published; nil when it was.
  public let problem: (any Error)?

  /// Tells what came of an episode.
  public init(episode: Episode, problem: (any Error)?) {
    self.episode = episode
    self.problem = problem
  }
}
