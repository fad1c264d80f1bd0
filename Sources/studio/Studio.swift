import ArgumentParser

/// The `studio` command.
@main struct Studio: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studio",
    abstract: "Books the rooms, levels the recordings, publishes the podcasts.")
}
