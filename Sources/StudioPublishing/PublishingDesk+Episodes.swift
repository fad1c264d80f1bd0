import PodcastFeed

extension PublishingDesk {
  /// Changes an episode, and its public files with it when it is public.
  ///
  /// - Parameters:
  ///   - episode: the episode.
  ///   - now: the present, in UTC seconds.
  ///   - change: alters the values.
  /// - Returns: the changed episode.
  /// - Throws: ``FeedRefusal``, what `change` throws, the store's error, or ``PublicFilesBehind``.
  public func editEpisode(
    _ episode: Episode, at now: Int,
    _ change: @escaping @Sendable (inout EpisodeEdit) throws -> Void
  ) async throws -> Episode {
    try await built(
      try await store.editEpisode(episode.id, at: now, check: soundness(at: now)) { edit in
        try change(&edit)
        edit.details.notes = NotesText.html(edit.details.notes)
      })
  }

  /// Makes an episode public and builds its files, media first and the feed last.
  ///
  /// - Parameters:
  ///   - episode: an episode with a render.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the published episode.
  /// - Throws: ``FeedRefusal``, the store's refusal (consent, status), or ``PublicFilesBehind``.
  public func publish(_ episode: Episode, at now: Int) async throws -> Episode {
    try await built(try await store.publish(episode.id, at: now, check: soundness(at: now)))
  }

  /// Promises to publish an episode later; nothing of it is public before.
  ///
  /// - Parameters:
  ///   - episode: an episode with a render.
  ///   - instant: when, in UTC seconds.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the scheduled episode.
  /// - Throws: as ``publish(_:at:)``, and a refusal for an instant that has passed.
  public func schedule(_ episode: Episode, for instant: Int, at now: Int) async throws -> Episode {
    try await built(
      try await store.schedule(episode.id, for: instant, at: now, check: soundness(at: now)))
  }

  /// Makes a scheduled episode public whose instant has come; ``buildBehind()`` then builds its files.
  ///
  /// - Parameters:
  ///   - episode: any episode.
  ///   - now: the present, in UTC seconds.
  /// - Returns: what came of it; nil when it does not wait for an instant that has come.
  /// - Throws: the store's error.
  public func publishDue(_ episode: PublicID, at now: Int) async throws -> DuePublication? {
    try await store.publishDue(episode, at: now, check: soundness(at: now))
  }

  /// Builds every show whose public files lag behind what was decided.
  ///
  /// - Returns: the shows that could not be built.
  /// - Throws: the store's error, or a stamp's read error.
  public func buildBehind() async throws -> [BuildFailure] {
    await builder.build(try await builder.behind())
  }

  /// Hands an episode of a moderated show in.
  ///
  /// - Parameters:
  ///   - episode: an episode with a render.
  ///   - instant: when it is to appear, in UTC seconds; nil for as soon as it is approved.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the submitted episode.
  /// - Throws: as ``publish(_:at:)``.
  public func submit(_ episode: Episode, for instant: Int?, at now: Int) async throws -> Episode {
    try await built(
      try await store.submit(episode.id, for: instant, at: now, check: soundness(at: now)))
  }

  /// Approves a submitted episode: it is published, or scheduled.
  ///
  /// - Parameters:
  ///   - episode: a submitted episode.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the episode.
  /// - Throws: as ``publish(_:at:)``.
  public func approve(_ episode: Episode, at now: Int) async throws -> Episode {
    try await built(try await store.approve(episode.id, at: now, check: soundness(at: now)))
  }

  /// Takes an episode out of the public: every file of it, those of earlier renders and its preview
  /// too.
  ///
  /// - Parameters:
  ///   - episode: a published episode, or one whose files an earlier attempt could not remove.
  ///   - now: the present, in UTC seconds.
  /// - Returns: the removed episode.
  /// - Throws: the store's refusal, or ``PublicFilesBehind``; asked again, it removes what is left.
  public func unpublish(_ episode: Episode, at now: Int) async throws -> Episode {
    if episode.status == .removed, try await builder.isBehind(show: episode.showID) {
      return try await built(episode)
    }
    return try await built(try await store.unpublish(episode.id, at: now))
  }

  /// Opens an episode to whoever is given the address, before it is public.
  ///
  /// - Parameters:
  ///   - episode: an episode with sound that is not public yet.
  ///   - now: the present, in UTC seconds.
  /// - Returns: its preview, the one it has already when it has one.
  /// - Throws: the store's refusal, or a file's failure.
  public func openPreview(of episode: Episode, at now: Int) async throws -> EpisodePreview {
    let preview = try await store.openPreview(of: episode.id, token: PreviewToken(), at: now)
    try await builder.placePreviews(ofShow: episode.showID)
    return preview
  }

  /// Closes an episode's preview: its address leads nowhere from now on.
  ///
  /// - Parameter episode: any episode.
  /// - Returns: whether it had one.
  /// - Throws: the store's error, or a file's failure.
  public func closePreview(of episode: Episode) async throws -> Bool {
    let hadOne = try await store.closePreview(of: episode.id)
    try await builder.placePreviews(ofShow: episode.showID)
    return hadOne
  }

  /// Brings the public files of an episode, or its preview, up to what it is now.
  ///
  /// - Parameter episode: an episode that has just changed in another way than by this desk.
  /// - Throws: the store's error, or a file's failure.
  public func refresh(_ episode: Episode) async throws { _ = try await built(episode) }

  private func soundness(at now: Int) -> PublicationCheck {
    let check = check
    return { show, episode in try check.assertSound(show, episode, at: now) }
  }

  /// Builds the show of an episode that is or was public; of another one, its preview.
  private func built(_ episode: Episode) async throws -> Episode {
    if [.published, .removed].contains(episode.status) {
      try await follow(episode.showID)
    } else if try await store.preview(of: episode.id) != nil {
      try await builder.placePreviews(ofShow: episode.showID)
    }
    return episode
  }
}
