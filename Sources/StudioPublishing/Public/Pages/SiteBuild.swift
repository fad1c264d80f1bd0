import Foundation
import PodcastFeed

/// Brings the pages that belong to no show up to date after one show has changed.
struct SiteBuild: Sendable {
  let layout: PublicLayout
  let temporary: URL
  let renderer: PageRenderer

  /// Keeps what the start page says about the show, and writes the start page and the site maps' list
  /// when that has changed.
  ///
  /// - Parameters:
  ///   - state: the show that has just been built.
  ///   - force: write also what is there already.
  /// - Throws: ``FileFailure``, or a summary's read error.
  func run(after state: PublicState, force: Bool) async throws {
    let shows = try await offPool {
      try keepSummary(of: state)
      return try summaries(without: Set(state.formerSlugs.map(\.rawValue)))
    }
    try await PagePlacer(
      root: layout.root, temporary: temporary, list: layout.root.appending(path: ".pages")
    ).place(
      SitePages(renderer: renderer, shows: shows).groups(), force: force,
      filesOfFormer: { _ in [] })
  }

  private func keepSummary(of state: PublicState) throws {
    let file = layout.summary(state.show)
    guard !state.items.isEmpty else { return try DurableFile.remove(file) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try DurableFile.write(try encoder.encode(summary(of: state)), to: file, temporary: temporary)
  }

  private func summary(of state: PublicState) -> ShowSummary {
    let (show, details) = (state.show, state.show.details)
    return ShowSummary(
      slug: show.slug.rawValue, title: details.title, author: details.author,
      language: details.language,
      excerpt: renderer.excerpt(details.summary, language: details.language),
      artworkURL: renderer.addresses.sideFile(
        sha256: details.artwork.sha256, fileExtension: details.artwork.fileExtension),
      episodeCount: state.items.count, newestUTC: state.items.map(\.publishedUTC).max() ?? 0)
  }

  /// What the shows' folders say; under a name that a show has left, it would be there twice until
  /// the folder is removed.
  private func summaries(without former: Set<String>) throws -> [ShowSummary] {
    let shows = layout.root.appending(path: "shows")
    let names = try FileManager.default.contentsOfDirectory(atPath: shows.path)
    return try names.filter { !former.contains($0) }.sorted().compactMap {
      let file = shows.appending(path: "\($0)/\(ShowSummary.fileName)")
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      return try PublicBookkeeping.read(ShowSummary.self, from: file)
    }
  }
}
