import ArgumentParser
import Foundation
import Localization
import MediaProtocol
import MediaWorker

/// `studio process`: levels, encodes and verifies a recording, without a data folder.
struct ProcessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "process",
    abstract: "Levels a recording, encodes it and verifies what was written.")
  @Argument(help: "The recording.") var file: String
  @Option(
    name: [.customShort("o"), .customLong("output")], help: "A file to write; may be repeated.")
  var output: [String]
  @OptionGroup var sound: SoundOptions
  @OptionGroup var tags: TagOptions
  @Option(help: "A JPEG or PNG to embed.") var cover: String?
  @Option(help: "Chapters: lines of 00:12:03 Title, or a JSON chapters file.") var chapters: String?
  @Option(help: "Write the report as JSON to this file.") var report: String?
  @OptionGroup var speech: OutputOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("Name at least one output with -o.") }
    let known = OutputFormats.extensions
    for path in output where !known.contains(URL(filePath: path).pathExtension.lowercased()) {
      throw ValidationError(
        "'\(path)' does not end in one of: \(known.sorted().joined(separator: ", ")).")
    }
    let written = (output + [report].compactMap { $0 }).map { URL(filePath: $0).standardized }
    if Set(written).count != written.count {
      throw ValidationError("A file to write is named twice.")
    }
  }

  func run() async throws {
    try await reporting(speech) {
      let request = ProcessRequest(
        inputs: [file], outputs: output.map(OutputRequest.init(path:)), target: sound.target,
        tags: tags.values, coverPath: cover, chapters: try ChapterFile.marks(chapters),
        reportPath: report)
      let bar = ProgressBar(speech.language())
      defer { bar.finish() }
      let finished = try await Interruptible.run {
        try await MediaWorker().process(request, progress: bar.show)
      }
      bar.finish()
      if speech.json {
        try Terminal.sayJSON(finished)
      } else {
        let language = speech.language()
        Verdict.lines(finished, language).forEach(Terminal.say)
        for warning in finished.warnings {
          Terminal.warn(soundMessages.text("warning_\(warning)", in: language))
        }
      }
    }
  }
}

/// The formats that can be written now, by file extension.
enum OutputFormats {
  static let extensions: Set<String> = ["mp3", "m4a", "opus", "flac", "wav"]
}

/// Which loudness to reach.
struct SoundOptions: ParsableArguments {
  static let names = ["podcast", "mono-podcast", "spotify", "broadcast"]

  @Option(
    help: """
      podcast (−16 LUFS, −1 dBTP), mono-podcast (−19), spotify (−14), broadcast (−23), or \
      LUFS/dBTP such as -18/-2.
      """,
    transform: SoundOptions.read)
  var target: TargetRequest = .named("podcast")

  private static func read(_ text: String) throws -> TargetRequest {
    if names.contains(text) { return .named(text) }
    let figures = text.replacing("−", with: "-").split(separator: "/").map { Double($0) }
    guard figures.count == 2, let loudness = figures[0], let ceiling = figures[1],
      (-60.0...0).contains(loudness), (-20.0...0).contains(ceiling)
    else {
      throw ValidationError(
        "'\(text)' is not a target: use \(names.joined(separator: ", ")), or LUFS/dBTP from -60/-20 to 0/0."
      )
    }
    return .custom(targetLUFS: loudness, ceilingDBTP: ceiling)
  }
}

/// What players show.
struct TagOptions: ParsableArguments {
  @Option(help: "The title players show.") var title: String?
  @Option(help: "Who made it.") var artist: String?
  @Option(help: "The show.") var album: String?
  @Option(help: "The date or year.") var date: String?
  @Option(help: "The number within the show.") var track: Int?
  @Option(help: "Free text.") var comment: String?

  var values: MediaTags {
    MediaTags(
      title: title, artist: artist, album: album, date: date, track: track, comment: comment)
  }
}
