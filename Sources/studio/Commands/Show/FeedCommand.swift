import ArgumentParser
import Localization
import StudioPublishing
import StudioStore

/// `studio feed …`: the public folder.
struct FeedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "Feeds and the other public files.",
    subcommands: [FeedBuild.self, FeedCheckCommand.self])
}

struct FeedBuild: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract:
      "Writes the public files of all shows again, after a change of the base URL for instance."
  )
  @Flag(help: "Only render each feed from scratch and compare it with the public one.")
  var verify = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    if verify { return try await verified(at: place) }
    try await place.builder.buildAll(force: true)
    let feeds = try await publicShows(at: place).map { place.addresses.feed(of: $0) }
    return Answer(feeds, lines: feeds)
  }

  /// The shows that have a feed: those of which an episode has ever been published.
  private func publicShows(at place: Workplace) async throws -> [StudioPublishing.Show] {
    let ids = Set(try await place.store.wantedVersions().map(\.show))
    return try await place.store.shows().filter { ids.contains($0.id) }
  }

  private func verified(at place: Workplace) async throws -> Answer {
    var results: [FeedVerification] = []
    for show in try await publicShows(at: place) {
      // A show that was never built has no feed to compare with.
      try await place.builder.build(show: show.id)
      results.append(try await place.builder.verify(show: show.id))
    }
    let language = place.language
    let lines = results.map { result in
      studioMessages.text(
        result.isIdentical ? "feed_identical" : "feed_different", in: language,
        ["show": "\(result.show)", "items": "\(result.items)", "hash": result.sha256])
    }
    return Answer(results, lines: lines, isFailure: results.contains { !$0.isIdentical })
  }
}
