import ArgumentParser
import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import StudioStore

struct EpisodeCreate: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Starts an episode; its GUID is fixed from now on.")
  @Argument(help: "The show's short name.") var show: String
  @Option(help: "The title, without the show's name or a number.", transform: readTitle)
  var title: String
  @Option(help: "The session it was recorded in, such as S-3 or R-12.") var session: String?
  @OptionGroup var more: EpisodeOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let show = try await place.show(named: self.show)
    var recorded: RecordingSession?
    if let session { recorded = try await place.session(named: session) }
    var details = EpisodeDetails(title: title)
    // Who agreed to be published is credited; nobody else is named without having been asked.
    details.people = (recorded?.people ?? []).filter { $0.consent == .given }.map {
      PodcastFeed.Person(name: $0.name, role: $0.role)
    }
    try await more.change(of: show, at: place)(&details)
    let episode = try await place.store.createEpisode(
      show: show.id, slug: Slug.from(title: title, fallback: .episode), details: details,
      session: recorded?.id, at: place.now)
    return try await place.answer(episode)
  }
}

/// `studio episode edit`: changes an episode, also a public one.
struct EpisodeEditCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Changes an episode; a public one changes in the feed at once and keeps its GUID.")
  @OptionGroup var target: EpisodeArgument
  @Option(help: "The title, without the show's name or a number.", transform: readTitle)
  var title: String?
  @Option(help: "A new short name; the old address answers 301 from then on.") var slug: String?
  @Option(
    help: ArgumentHelp(
      "What to take away again, such as chapters; may be repeated.", valueName: "field"),
    transform: readWord)
  var remove: [RemovableEpisodeField] = []
  @OptionGroup var more: EpisodeOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let slug, Slug(rawValue: slug) == nil {
      throw ValidationError(
        "\"\(slug)\" cannot be a short name: use lower-case letters without accents, digits and hyphens, 64 at most."
      )
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    let show = try await place.store.show(id: found.showID)
    let change = try await more.change(of: show, at: place)
    let newSlug = slug.flatMap { Slug(rawValue: $0) }
    let edited = try await place.publishingDesk.editEpisode(found, at: place.now) { edit in
      for field in remove { field.remove(from: &edit.details) }
      if let title { edit.details.title = title }
      if let newSlug { edit.slug = newSlug }
      change(&edit.details)
    }
    let shown = try await place.answer(edited)
    guard chaptersAreStale(edited) else { return shown }
    return Answer(
      shown.value,
      lines: shown.lines + [studioMessages.text("chapters_not_in_file", in: place.language)])
  }

  private func chaptersAreStale(_ episode: StudioPublishing.Episode) -> Bool {
    (more.chapters != nil || remove.contains(.chapters)) && episode.hasOtherChaptersInFile
  }
}
