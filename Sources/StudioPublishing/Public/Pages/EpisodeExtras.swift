import PodcastFeed

/// What an episode's page shows beside its editorial values.
struct EpisodeExtras: Sendable, Hashable {
  /// A transcript that can be fetched.
  struct TranscriptFile: Sendable, Hashable {
    /// `WebVTT`, `SRT` …
    let name: String
    /// Its full address.
    let url: String
  }

  var chapters: [Chapter] = []
  var people: [Person] = []
  var transcriptFiles: [TranscriptFile] = []

  /// Whether there is a transcript to read.
  var hasTranscript: Bool { !transcriptFiles.isEmpty }

  /// Adds everything the page depends on; a transcript's words are named by the hash in its address.
  func add(to digest: inout ContentDigest) {
    for chapter in chapters where chapter.isListed {
      digest.add(Int(chapter.startMilliseconds))
      digest.add(chapter.title)
    }
    for person in people {
      digest.add(person.name)
      digest.add(person.role)
      digest.add(person.pageURL)
    }
    for file in transcriptFiles {
      digest.add(file.name)
      digest.add(file.url)
    }
  }
}
