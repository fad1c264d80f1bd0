import StudioStore
import ArgumentParser
import StudioPublishing

/// `studio feed …`: the public folder.
struct FeedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "Feeds and the other public files.",
    subcommands: [FeedBuild.self])
}

struct FeedBuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract:
      "Writes the public files of all shows again, after a change of the base URL for instance."
  )
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      try await place.builder().buildAll(force: true)
      let feeds = try await place.store.shows().map { place.addresses.feed(of: $0) }
      if output.json { try Terminal.sayJSON(feeds) } else { feeds.forEach(Terminal.say) }
    }
  }
}
