/// Puts shows and episodes before the public: checks them, changes the store, builds the files.
public struct PublishingDesk: Sendable {
  private let store: any PublishingStore
  private let builder: PublicBuilder
  private let check: FeedCheck

  /// Prepares a desk.
  ///
  /// - Parameters:
  ///   - store: where shows and episodes are kept.
  ///   - builder: builds the public folder.
  ///   - addresses: the public URLs.
  public init(
    store: any PublishingStore, builder: PublicBuilder, addresses: PublicAddresses
  ) {
    self.store = store
    self.builder = builder
    check = FeedCheck(addresses: addresses)
  }

  /// Creates a show whose feed no directory will reject.
  ///
  /// - Parameters:
  ///   - slug: its short name.
  ///   - details: what people read about it.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the show.
  /// - Throws: ``FeedRefusal``, or the store's error.
  public func createShow(slug: Slug, details: ShowDetails, at now: Int) async throws -> Show {
    let candidate = Show(
      id: PublicID(rawValue: ""), slug: slug, podcastGUID: nil, details: details)
    try check.assertSound(candidate, nil, at: now)
    return try await store.createShow(slug: slug, details: details, at: now)
  }

  /// Makes an episode public and builds its files, media first and the feed last.
  ///
  /// - Parameters:
  ///   - episode: an episode with a render.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the published episode.
  /// - Throws: ``FeedRefusal``, the store's refusal (consent, status), or a file's failure.
  public func publish(_ episode: Episode, at now: Int) async throws -> Episode {
    let show = try await store.show(id: episode.showID)
    if episode.render != nil { try check.assertSound(show, episode, at: now) }
    let published = try await store.publish(episode.id, at: now)
    try await builder.build(show: show.id)
    return published
  }

  /// Takes an episode out of the public.
  ///
  /// - Parameter episode: a published episode.
  /// - Returns: the removed episode.
  /// - Throws: the store's refusal, or a file's failure.
  public func unpublish(_ episode: Episode) async throws -> Episode {
    let removed = try await store.unpublish(episode.id)
    try await builder.build(show: episode.showID)
    return removed
  }
}
