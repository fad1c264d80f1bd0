import ArgumentParser
import Localization
import StudioPublishing
import StudioStore

/// `studio episode preview`: lets people hear an episode before it is published.
struct EpisodePreviewCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Gives an episode a secret address, to be heard before it is published.")
  @OptionGroup var target: EpisodeArgument
  @Flag(help: "End the preview: its address leads nowhere from now on.") var close = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.store.episode(target.episode)
    var notes: [String] = []
    if close {
      let hadOne = try await place.publishingDesk.closePreview(of: found)
      notes = [place.words(hadOne ? "preview_closed" : "preview_none", found)]
    } else {
      _ = try await place.publishingDesk.openPreview(of: found, at: place.now)
      notes = [place.words("preview_hint", found)]
    }
    let shown = try await EpisodeDocument(found, in: place)
    let address = shown.previewURL.map {
      studioMessages.text("preview_open", in: place.language, ["url": $0])
    }
    return Answer(shown, lines: [address].compactMap(\.self) + notes)
  }
}

extension Workplace {
  fileprivate func words(_ key: String, _ episode: StudioPublishing.Episode) -> String {
    studioMessages.text(key, in: language, ["episode": episode.id.rawValue])
  }
}
