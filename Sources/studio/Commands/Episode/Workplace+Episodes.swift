import MediaProtocol
import StudioBooking
import StudioPublishing
import StudioStore

extension Workplace {
  /// One episode as an answer.
  func answer(_ episode: Episode) async throws -> Answer {
    let document = try await EpisodeDocument(episode, in: self)
    return Answer(document, lines: [EpisodeText.line(document, language)])
  }

  /// Finds a show by the short name somebody typed.
  func show(named text: String) async throws -> Show {
    guard let slug = Slug(rawValue: text) else { throw UsageRefusal.badSlug(text) }
    return try await store.show(slug)
  }

  /// Renders an episode's recording; Ctrl-C leaves nothing.
  func render(
    _ episode: Episode, _ target: TargetRequest
  ) async throws -> (episode: Episode, report: RenderReport) {
    let bar = ProgressBar(language)
    defer { bar.finish() }
    let renderer = EpisodeRenderer(folder: folder, store: store)
    let clock = clock
    return try await Interruptible.run {
      try await renderer.render(
        episode, target: target, now: { clock.nowUTC }, progress: bar.show)
    }
  }
}
