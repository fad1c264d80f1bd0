import ArgumentParser

/// The `studio` command.
@main struct Studio: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studio",
    abstract: "Books the rooms, levels the recordings, publishes the podcasts.",
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Recording", subcommands: [SessionCommand.self]),
      CommandGroup(
        name: "Publishing",
        subcommands: [ShowCommand.self, EpisodeCommand.self, FeedCommand.self]),
      CommandGroup(
        name: "Running", subcommands: [ServeCommand.self, DoctorCommand.self]),
    ])
}
