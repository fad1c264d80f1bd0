import ArgumentParser
import Foundation
import PodcastFeed
import StudioPublishing
import StudioStore

/// What an episode may have.
struct EpisodeOptions: ParsableArguments {
  @Option(help: "A file with the show notes (plain text or simple HTML).") var notesFile: String?
  @Option(help: "Its number.") var number: Int?
  @Option(help: "Its season.") var season: Int?
  @Option(help: "full, trailer or bonus.", transform: readWord) var type: EpisodeKind?
  @Option(help: "Chapters: lines of 00:12:03 Title, or a JSON chapters file.") var chapters: String?
  @Option(help: "A transcript: WebVTT, SubRip or the Podcast Namespace's JSON.")
  var transcript: String?
  @Option(help: "The transcript's language, when it is not the show's.")
  var transcriptLanguage: String?
  @Option(help: "Its own cover: a square JPEG or PNG, 1400 to 3000 pixels.") var image: String?
  @Option(help: "Whether it needs parental advice: true or false.") var explicit: Bool?
  @Option(help: "The title for apps that show season and number themselves.") var appTitle: String?
  @Option(help: "How the number is shown when digits are not enough.") var numberLabel: String?
  @Option(
    help: "A passage worth previewing: \"00:01:30;45;Title\"; may be repeated.",
    transform: EpisodeOptions.readSoundbite)
  var soundbite: [Soundbite] = []
  @Option(help: "Whether directories are asked not to list it: true or false.") var blocked: Bool?
  @OptionGroup var details: DetailOptions

  func validate() throws {
    for (name, value) in [("--number", number), ("--season", season)] {
      if let value, value < 1 { throw ValidationError("\(name) counts from 1, not \(value).") }
    }
  }

  /// Larger side files are refused, in bytes: an hour of speech is 100 kB of words.
  private static let limitBytes = 16 << 20

  private static func readSoundbite(_ text: String) throws -> Soundbite {
    let parts = PartedText(text)
    guard let start = parts[0].flatMap(Self.milliseconds),
      let length = parts[1].flatMap(Self.milliseconds), length > 0
    else { throw ValidationError("Write --soundbite as \"00:01:30;45;Title\".") }
    return Soundbite(startMilliseconds: start, durationMilliseconds: length, title: parts[2])
  }

  private static func milliseconds(_ text: String) -> Int64? {
    MediaTime.seconds(text).map { Int64(($0 * 1000).rounded()) }
  }

  /// Reads the files that were named and keeps what they hold.
  ///
  /// - Returns: a change of an episode's values.
  /// - Throws: ``UsageRefusal``, `FeedError`, `ArtworkIntake`'s refusals, the store's error.
  func change(
    of show: StudioPublishing.Show, at place: Workplace
  ) async throws -> @Sendable (inout EpisodeDetails) -> Void {
    let notes = try notesFile.map { NotesText.html(try TextFile.read($0, Self.limitBytes)) }
    let marks = try chapters.map {
      try ChapterList.read(Array(try TextFile.read($0, Self.limitBytes).utf8))
    }
    let artwork = try image.map { try ArtworkIntake(place.archive).add(URL(filePath: $0)) }
    var words: TranscriptFacts?
    if let transcript {
      words = try await place.store.keep(
        try Transcript.read(Array(try TextFile.read(transcript, Self.limitBytes).utf8)),
        language: transcriptLanguage ?? show.details.language, at: place.now)
    }
    return { [words] episode in
      if let notes { episode.notes = notes }
      if let marks { episode.chapters = marks }
      if let artwork { episode.artwork = artwork }
      if let words { episode.transcript = words }
      applyPlainValues(to: &episode)
    }
  }

  private func applyPlainValues(to episode: inout EpisodeDetails) {
    if let number { episode.number = number }
    if let season { episode.season = season }
    if let type { episode.kind = type }
    if let explicit { episode.explicit = explicit }
    if let appTitle { episode.appTitle = appTitle }
    if let numberLabel { episode.numberLabel = numberLabel }
    if !soundbite.isEmpty { episode.soundbites = soundbite }
    if let blocked { episode.isBlocked = blocked }
    details.apply(to: &episode)
  }
}
