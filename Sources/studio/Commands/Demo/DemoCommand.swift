import ArgumentParser
import Foundation
import Localization
import MediaProtocol
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio demo`: the main job from a booking to a feed item, in a fresh data folder.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Runs the whole journey, from a booking to a feed item, in a data folder made anew.")
  @Option(help: "The recording to use (default: a sample).") var recording: String?
  @Option(help: "The folder with the samples.") var samples = "Samples"
  @Flag(help: "Serve the result when done.") var serve = false
  @Option(name: .customLong("data"), help: "The data folder; an earlier demo's is replaced.")
  var path = "demo-data"
  @Option(help: "Speak fr, nl, de or en.", transform: OutputOptions.readLanguage)
  var lang: Language?

  func run() async throws {
    var output = OutputOptions()
    output.json = false
    output.lang = lang
    let speech = output
    try await reporting(speech) {
      var data = DataOptions()
      data.path = path
      try DemoFolder.clear(data.folder)
      let demo = try await DemoJourney(
        data: data, samples: URL(filePath: samples, directoryHint: .isDirectory),
        recording: recording.map { URL(filePath: $0) }, output: speech)
      let result = try await demo.run()
      let program = CommandLine.arguments.first ?? "studio"
      Terminal.say("Feed: \(result.feedURL)")
      Terminal.say("Serve: \(program) serve --data \(path)")
      guard result.isOnTarget else { throw ExitCode.failure }
      if serve {
        let arguments = ["--data", path]
        let command = try ServeCommand.parse(arguments)
        try await command.run()
      }
    }
  }
}

/// Removes an earlier demo, and nothing else.
enum DemoFolder {
  static func clear(_ folder: URL) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: folder.path) else { return }
    let isOurs = files.fileExists(atPath: DataFolder(folder).database.path)
    let isEmpty = try files.contentsOfDirectory(atPath: folder.path).isEmpty
    guard isOurs || isEmpty else {
      throw StoreError.alreadyInitialised(path: folder.path)
    }
    try files.removeItem(at: folder)
  }
}
