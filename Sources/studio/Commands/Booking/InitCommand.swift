import ArgumentParser
import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio init`: makes a data folder from a venue file, without asking anything.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Creates the data folder from a venue file.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions
  @Option(
    help: "The venue file (default: the third place that comes with the program).",
    completion: .file(extensions: ["json"]))
  var from: String?
  @Option(name: .customLong("base-url"), help: "The address listeners will reach the feeds under.")
  var baseURL: String?

  func run() async throws {
    try await reporting(output) {
      // Everything that can be wrong with the arguments is found before anything is created.
      let venue = try from.map(VenueFile.read) ?? SampleVenue.tiersLieu()
      let settings = try StudioConfiguration(baseURL: baseURL)
      try settings.requireSecureBaseURL()
      let folder = DataFolder(data.folder)
      let store = try StudioDatabase.create(folder)
      try await store.apply(venue, at: try StudioClock.ofThisRun().nowUTC)
      try settings.write(to: folder)
      if output.json {
        try Terminal.sayJSON(InitDocument(folder: folder, venue: venue))
      } else {
        Terminal.say(
          deskMessages.text(
            "init.done", in: output.language(venue: venue.language),
            [
              "path": folder.root.path,
              "venue": venue.name.text(in: output.language(venue: venue.language)),
              "offerings": String(venue.offerings.count), "units": String(venue.units.count),
            ]))
      }
    }
  }
}

/// What `studio init --json` prints.
private struct InitDocument: Encodable {
  let dataFolder: String
  let zone: String
  let offerings: [OfferingID]
  let units: [UnitID]
  let carriedSettings: [String]

  init(folder: DataFolder, venue: Venue) {
    dataFolder = folder.root.path
    zone = venue.zone.identifier
    offerings = venue.offerings.map(\.id)
    units = venue.units.map(\.id)
    carriedSettings = venue.carriedSettings
  }
}
