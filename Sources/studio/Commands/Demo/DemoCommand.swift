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
  @Option(help: "Speak one of \(Language.codes).", transform: OutputOptions.readLanguage)
  var lang: Language?

  func run() async throws {
    var output = OutputOptions()
    output.json = false
    output.lang = lang
    let speech = output
    try await reporting(speech) {
      var data = DataOptions()
      data.path = path
      let inputs = DemoInputs(samples: samples, recording: recording)
      try inputs.check()
      try DemoFolder.clear(data.folder)
      let demo = try await DemoJourney(
        data: data, inputs: inputs, output: speech)
      let result = try await demo.run()
      let program = CommandLine.arguments.first ?? "studio"
      Terminal.say("Feed: \(result.feedURL)")
      Terminal.say("Serve: \(program) serve --data \(data.folder.path)")
      guard result.isOnTarget else { throw ExitCode.failure }
      if serve {
        let arguments = ["--data", path]
        let command = try ServeCommand.parse(arguments)
        try await command.run()
      }
    }
  }
}

/// What the demo starts from.
struct DemoInputs {
  /// The folder with the samples.
  let samples: URL
  /// The recording the episode is made of.
  let recording: URL

  init(samples: String, recording: String?) {
    self.samples = URL(filePath: samples, directoryHint: .isDirectory)
    self.recording =
      recording.map { URL(filePath: $0) }
      ?? self.samples.appending(path: "recordings/take-3-near.flac")
  }

  /// The cover of the demo's show.
  var cover: URL { samples.appending(path: "artwork/cover.jpg") }

  /// Finds what is missing before an earlier demo is removed.
  func check() throws {
    for file in [recording, cover] {
      guard FileManager.default.isReadableFile(atPath: file.path) else {
        throw UsageRefusal.noFile(file.path)
      }
    }
  }
}

/// The demo's data folder: made anew each time, and marked so that no other is ever removed.
enum DemoFolder {
  private static func marker(in folder: URL) -> URL { folder.appending(path: ".studio-demo") }

  /// Removes an earlier demo, and nothing else.
  static func clear(_ folder: URL) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: folder.path) else { return }
    let isOurs = files.fileExists(atPath: marker(in: folder).path)
    guard try isOurs || files.contentsOfDirectory(atPath: folder.path).isEmpty else {
      throw UsageRefusal.foreignDemo(folder.path)
    }
    try files.removeItem(at: folder)
  }

  /// Says that a folder holds a demo, before anything else is in it.
  static func mark(_ folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: marker(in: folder))
  }
}
