import ArgumentParser
import Foundation
import Localization
import MediaProtocol
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio episode …`: the items of podcasts.
struct EpisodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "episode", abstract: "The episodes of podcasts.",
    subcommands: [
      EpisodeCreate.self, EpisodeList.self, EpisodeEditCommand.self, EpisodeAttach.self,
      EpisodeProcess.self, EpisodeCheck.self, EpisodePreviewCommand.self, EpisodeSubmit.self,
      EpisodeApprove.self, EpisodeReject.self, EpisodePublish.self, EpisodeUnschedule.self,
      EpisodeUnpublish.self,
    ])
}

/// An episode on the command line.
struct EpisodeArgument: ParsableArguments {
  @Argument(help: "The episode's id, or show/episode short names.") var episode: String
}

struct EpisodeList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the episodes of a show, newest first.")
  @Argument(help: "The show's short name.") var show: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let show = try await place.show(named: self.show)
    var documents: [EpisodeDocument] = []
    for episode in try await place.store.episodes(ofShow: show.id) {
      documents.append(try await EpisodeDocument(episode, in: place))
    }
    return Answer(
      list: documents, none: studioMessages.text("episode_none", in: place.language)
    ) { EpisodeText.line($0, place.language) }
  }
}

struct EpisodeAttach: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Chooses the recording an episode is made from.")
  @OptionGroup var target: EpisodeArgument
  @Argument(help: "The recording.") var file: String
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let episode = try await place.store.episode(target.episode)
    let original = try await AudioIntake(place.archive).add(URL(filePath: file))
    return try await place.answer(
      try await place.store.attach(
        original.recording, named: original.name, to: episode.id, at: place.now))
  }
}

struct EpisodeProcess: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "process",
    abstract:
      "Levels, encodes and verifies an episode's recording; a published episode keeps its URL.")
  @OptionGroup var target: EpisodeArgument
  @OptionGroup var sound: SoundOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let episode = try await place.store.episode(target.episode)
    let processed = try await place.render(episode, sound.target)
    try await place.publishingDesk.refresh(processed.episode)
    let shown = try await place.answer(processed.episode)
    return Answer(
      shown.value, lines: [Verdict.sentence(processed.report, place.language)] + shown.lines)
  }
}
