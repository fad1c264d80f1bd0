import StudioStore
import ArgumentParser
import StudioPublishing

/// `studio feed …`: the public folder.
struct FeedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "Feeds and the other public files.",
    subcommands: [FeedBuild.self])
}

struct FeedBuild: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract:
      "Writes the public files of all shows again, after a change of the base URL for instance."
  )
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    try await place.builder.buildAll(force: true)
    let feeds = try await place.store.shows().map { place.addresses.feed(of: $0) }
    return Answer(feeds, lines: feeds)
  }
}
