import ArgumentParser
import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio venue …`: the venue as one file.
struct VenueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "venue", abstract: "The venue: its spaces, units, offerings and rules.",
    subcommands: [VenueExport.self, VenueApply.self, VenueClose.self, VenueOpen.self])
}

struct VenueExport: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Prints the venue file; `apply` reads it back unchanged.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) throws -> Answer {
    // The venue file is JSON with and without --json.
    Answer(place.venue, lines: [try Terminal.json(place.venue)])
  }
}

struct VenueApply: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Puts a venue file in place of the one there is.")
  @Argument(help: "The venue file.", completion: .file(extensions: ["json"])) var file: String
  @Flag(help: "Only say what would change.") var dryRun = false
  @Flag(help: "Do it although reservations lose something.") var confirm = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let outcome = try await place.store.apply(
      try VenueFile.read(file), isDryRun: dryRun, isConfirmed: confirm, at: place.now)
    if dryRun {
      Terminal.warn(deskMessages.text("venue.dryRun", in: place.language))
    } else if !outcome.isDone {
      Terminal.warn(LifecycleText.text("resource.rehearsed", place))
    } else {
      // Its names and its zone stand on every page; where they are the same, this writes nothing.
      try await place.builder.buildAll()
    }
    return Answer(outcome, lines: LifecycleText.lines(outcome, place))
  }
}
