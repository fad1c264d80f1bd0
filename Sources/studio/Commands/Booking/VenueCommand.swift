import Localization
import ArgumentParser
import Foundation
import StudioBooking
import StudioStore

/// `studio venue …`: the venue as one file.
struct VenueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "venue", abstract: "The venue: its spaces, units, offerings and rules.",
    subcommands: [VenueExport.self, VenueApply.self])
}

struct VenueExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Prints the venue file; `apply` reads it back unchanged.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await BookingDeskPlace.run(data, output) { place in
      // The venue file is JSON with and without --json.
      try Terminal.sayJSON(place.venue)
    }
  }
}

struct VenueApply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Puts a venue file in place of the one there is.")
  @Argument(help: "The venue file.", completion: .file(extensions: ["json"])) var file: String
  @Flag(help: "Only say what would change.") var dryRun = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await BookingDeskPlace.run(data, output) { place in
      let changes = try await place.store.apply(
        try VenueFile.read(file), isDryRun: dryRun)
      if output.json {
        try Terminal.sayJSON(changes)
        return
      }
      for (key, names) in [
        ("venue.added", changes.added), ("venue.changed", changes.changed),
        ("venue.retired", changes.retired),
      ] where !names.isEmpty {
        Terminal.say(
          deskMessages.text(
            key, in: place.language, ["names": names.joined(separator: ", ")]))
      }
      if changes.isEmpty { Terminal.say(deskMessages.text("venue.same", in: place.language)) }
      if dryRun { Terminal.warn(deskMessages.text("venue.dryRun", in: place.language)) }
    }
  }
}
