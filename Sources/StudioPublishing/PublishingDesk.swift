public import PodcastFeed

/// Puts shows and episodes before the public: checks them, changes the store, builds the files.
public struct PublishingDesk: Sendable {
  let store: any PublishingStore
  let builder: PublicBuilder
  let check: FeedCheck

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
    var details = details
    details.summary = NotesText.html(details.summary)
    let candidate = Show(
      id: PublicID(rawValue: ""), slug: slug, podcastGUID: nil, details: details)
    try check.assertSound(candidate, nil, at: now)
    return try await store.createShow(slug: slug, details: details, at: now)
  }

  /// Changes a show, and its public files with it.
  ///
  /// - Parameters:
  ///   - show: the show.
  ///   - now: the present, in UTC seconds.
  ///   - change: alters the values; it may be asked more than once.
  /// - Returns: the changed show.
  /// - Throws: ``FeedRefusal``, what `change` throws, the store's error, or ``PublicFilesBehind``.
  public func editShow(
    _ show: Show, at now: Int, _ change: @escaping @Sendable (inout ShowEdit) throws -> Void
  ) async throws -> Show {
    try await assertEpisodesBear(change, of: show, at: now)
    let check = check
    let edited = try await store.editShow(
      show.id, at: now, check: { try check.assertSound($0, nil, at: now) },
      { edit in
        try change(&edit)
        edit.details.summary = NotesText.html(edit.details.summary)
      })
    try await follow(show.id)
    return edited
  }

  /// Notes where a show stands with a directory, and puts its link on the pages.
  ///
  /// - Parameters:
  ///   - entry: the directory and the state.
  ///   - show: the show.
  ///   - now: the present, in UTC seconds.
  /// - Throws: the store's error, or ``PublicFilesBehind``.
  public func note(_ entry: DirectoryEntry, of show: Show, at now: Int) async throws {
    _ = try await store.note(entry, ofShow: show.id, at: now)
    try await follow(show.id)
  }

  /// Brings a show's public files up to what has just been decided.
  ///
  /// - Throws: ``PublicFilesBehind``: the decision stands.
  func follow(_ show: PublicID) async throws {
    do {
      try await builder.build(show: show)
    } catch {
      throw PublicFilesBehind(reason: error)
    }
  }

  /// Checks all public episodes where a show's change reaches into them.
  ///
  /// One that becomes serial needs numbers there, and seasons' names stand there.
  private func assertEpisodesBear(
    _ change: (inout ShowEdit) throws -> Void, of show: Show, at now: Int
  ) async throws {
    var edit = ShowEdit(show)
    try change(&edit)
    guard
      edit.details.type != show.details.type
        || edit.details.seasonNames != show.details.seasonNames
    else { return }
    var candidate = show
    candidate.details = edit.details
    let errors = try await findings(for: candidate, at: now).filter(check.blocks)
    guard errors.isEmpty else { throw FeedRefusal(findings: errors) }
  }

  /// Checks a show with all its published episodes.
  ///
  /// - Parameters:
  ///   - show: the show.
  ///   - now: the present, in UTC seconds.
  /// - Returns: errors and warnings, the channel first.
  /// - Throws: the store's error, or `FeedError` for a feed that is too large to be read.
  /// - Complexity: reads every episode.
  public func findings(for show: Show, at now: Int) async throws -> [FeedFinding] {
    let state = try await store.publicState(ofShow: show.id)
    var episodes: [Episode] = []
    for page in state.items.pages(of: 200) {
      episodes += try await store.episodes(page.map(\.id))
    }
    return try check.findings(show, episodes, at: now)
  }

  /// What keeps an episode from the public, and what it could do better.
  ///
  /// - Parameters:
  ///   - episode: any episode.
  ///   - now: the present, in UTC seconds.
  /// - Returns: every error with which it would not be published, also of its show, then warnings
  ///   about the episode; of an episode without a file ready, nothing.
  /// - Throws: the store's error.
  public func findings(about episode: Episode, at now: Int) async throws -> [FeedFinding] {
    guard episode.render != nil else { return [] }
    let show = try await store.show(id: episode.showID)
    let all = try check.findings(show, [episode], at: now)
    let warnings = all.filter {
      $0.severity == .warning && $0.place.itemNumber != nil && $0.rule != .urlNotHTTPS
    }
    return all.filter(check.blocks) + warnings
  }
}
