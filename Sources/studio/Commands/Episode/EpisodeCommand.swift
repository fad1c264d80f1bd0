import StudioStore
import StudioBooking
import ArgumentParser
import Foundation
import MediaProtocol
import StudioPublishing

/// `studio episode …`: the items of podcasts.
struct EpisodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "episode", abstract: "The episodes of podcasts.",
    subcommands: [
      EpisodeCreate.self, EpisodeList.self, EpisodeAttach.self, EpisodeProcess.self,
      EpisodePublish.self, EpisodeUnpublish.self,
    ])
}

/// An episode on the command line.
struct EpisodeArgument: ParsableArguments {
  @Argument(help: "The episode's id, or show/episode short names.") var episode: String
}

extension Workplace {
  /// Prints one episode as the options ask.
  func show(_ episode: Episode, _ output: OutputOptions) async throws {
    let document = try await EpisodeDocument(episode, in: self)
    if output.json {
      try Terminal.sayJSON(document)
    } else {
      let language = output.language(venue: try await store.venue().language)
      Terminal.say(EpisodeText.line(document, language))
    }
  }

  /// Builds what listeners can fetch of a show.
  func buildPublicFiles(ofShow id: PublicID) async throws {
    try await builder().build(show: id)
  }

  /// Renders an episode's recording; Ctrl-C leaves nothing.
  func render(
    _ episode: Episode, _ target: TargetRequest
  ) async throws -> (episode: Episode, report: RenderReport) {
    let bar = ProgressBar()
    defer { bar.finish() }
    let renderer = EpisodeRenderer(folder: folder, store: store)
    let clock = clock
    return try await Interruptible.run {
      try await renderer.render(
        episode, target: target, now: { clock.nowUTC }, progress: bar.show)
    }
  }

  /// The desk that puts shows and episodes before the public.
  func publishingDesk() async throws -> PublishingDesk {
    PublishingDesk(store: store, builder: try await builder(), addresses: addresses)
  }

  /// The builder of this installation's public folder.
  func builder() async throws -> PublicBuilder {
    let zone = try await store.venue().zone
    return PublicBuilder(
      folder: folder, store: store, addresses: addresses, zone: zone.timeZone)
  }
}

struct EpisodeCreate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Starts an episode; its GUID is fixed from now on.")
  @Argument(help: "The show's short name.") var show: String
  @Option(help: "The title, without the show's name or a number.") var title: String
  @Option(help: "The session it was recorded in, such as S-3 or R-12.") var session: String?
  @Option(help: "A file with the show notes (plain text or simple HTML).") var notesFile: String?
  @Option(help: "Its number.") var number: Int?
  @Option(help: "Its season.") var season: Int?
  @Option(help: "full, trailer or bonus.", transform: readKind) var type: EpisodeKind = .full
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, value) in [("--number", number), ("--season", season)] {
      if let value, value < 1 { throw ValidationError("\(name) counts from 1, not \(value).") }
    }
  }

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      guard let slug = Slug(rawValue: show) else { throw UsageRefusal.badSlug(show) }
      let show = try await place.store.show(slug)
      var recorded: RecordingSession?
      if let session { recorded = try await place.session(named: session) }
      let details = EpisodeDetails(
        title: title, notes: try notes(), number: number, season: season, kind: type)
      guard let fallback = Slug(rawValue: "episode") else { return }
      let episode = try await place.store.createEpisode(
        show: show.id, slug: Slug.from(title: title, fallback: fallback), details: details,
        session: recorded?.id, at: place.now)
      try await place.show(episode, output)
    }
  }

  private func notes() throws -> String {
    guard let notesFile else { return "" }
    do {
      return try String(contentsOfFile: notesFile, encoding: .utf8)
    } catch {
      throw UsageRefusal.unreadableFile(notesFile)
    }
  }
}

/// Reads an episode's kind.
private func readKind(_ text: String) throws -> EpisodeKind {
  guard let kind = EpisodeKind(rawValue: text) else {
    throw ValidationError("'\(text)' is not one of full, trailer, bonus.")
  }
  return kind
}

struct EpisodeList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the episodes of a show, newest first.")
  @Argument(help: "The show's short name.") var show: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      guard let slug = Slug(rawValue: show) else { throw UsageRefusal.badSlug(show) }
      let show = try await place.store.show(slug)
      var documents: [EpisodeDocument] = []
      for episode in try await place.store.episodes(ofShow: show.id) {
        documents.append(try await EpisodeDocument(episode, in: place))
      }
      if output.json {
        try Terminal.sayJSON(documents)
      } else {
        let language = output.language(venue: try await place.store.venue().language)
        for document in documents { Terminal.say(EpisodeText.line(document, language)) }
      }
    }
  }
}

struct EpisodeAttach: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Chooses the recording an episode is made from.")
  @OptionGroup var target: EpisodeArgument
  @Argument(help: "The recording.") var file: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let episode = try await place.store.episode(target.episode)
      let recording = try place.archive.add(URL(filePath: file))
      try await place.show(
        try await place.store.attach(recording, to: episode.id, at: place.now), output)
    }
  }
}

struct EpisodeProcess: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "process",
    abstract:
      "Levels, encodes and verifies an episode's recording; a published episode keeps its URL.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var sound: SoundOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let episode = try await place.store.episode(target.episode)
      let processed = try await place.render(episode, sound.target)
      if episode.status == .published {
        try await place.buildPublicFiles(ofShow: episode.showID)
      }
      if !output.json {
        let language = output.language(venue: try await place.store.venue().language)
        Terminal.say(Verdict.sentence(processed.report, language))
      }
      try await place.show(processed.episode, output)
    }
  }
}

struct EpisodePublish: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Puts an episode into the feed, now.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let found = try await place.store.episode(target.episode)
      let episode = try await place.publishingDesk().publish(found, at: place.now)
      try await place.show(episode, output)
    }
  }
}

struct EpisodeUnpublish: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpublish",
    abstract: "Takes an episode out of the feed; its page and file answer 410 from now on.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await reporting(output) {
      let place = try await Workplace(data)
      let found = try await place.store.episode(target.episode)
      let episode = try await place.publishingDesk().unpublish(found)
      try await place.show(episode, output)
    }
  }
}
