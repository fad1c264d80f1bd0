import PodcastFeed

/// What an episode's page shows beside its editorial values.
struct EpisodeExtras: Sendable, Hashable {
  /// A transcript that can be fetched.
  struct TranscriptFile: Sendable, Hashable {
    /// The format's name: `WebVTT`, `SRT`, `JSON`.
    let name: String
    /// Its full address.
    let url: String
  }

  var chapters: [Chapter] = []
  var people: [Person] = []
  var transcriptFiles: [TranscriptFile] = []

  /// Gathers what is shown.
  ///
  /// - Parameters:
  ///   - episode: a published episode.
  ///   - show: its show, whose people stand in where the episode names none.
  ///   - files: its side files.
  ///   - addresses: the public URLs.
  init(
    _ episode: Episode, in show: Show, _ files: EpisodeFiles, _ addresses: PublicAddresses
  ) {
    chapters = episode.audibleChapters.filter(\.isListed)
    people = episode.details.people.isEmpty ? show.details.people : episode.details.people
    let names: [TranscriptFormat: String] = [.webVTT: "WebVTT", .subRip: "SRT"]
    transcriptFiles = files.transcripts.compactMap { format, file in
      names[format].map { TranscriptFile(name: $0, url: addresses.sideFile(named: file.name)) }
    }
  }
}
