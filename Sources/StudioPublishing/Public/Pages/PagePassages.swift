import PodcastFeed

/// Cues gathered into paragraphs, as a reader wants them: one speaker's turn, not too long.
struct PagePassage: Sendable, Hashable {
  let speaker: String?
  let cues: [Transcript.Cue]

  /// A turn longer than this ends at the next end of a sentence.
  private static let pleasantMilliseconds: Int64 = 30_000
  /// A turn longer than this ends with the cue.
  private static let longestMilliseconds: Int64 = 90_000

  /// Gathers the cues of a transcript.
  ///
  /// - Parameter transcript: cues in order of time.
  /// - Returns: every cue once, in the same order.
  static func passages(of transcript: Transcript) -> [PagePassage] {
    var passages: [PagePassage] = []
    var turn: [Transcript.Cue] = []
    for cue in transcript.cues {
      if let first = turn.first, let last = turn.last {
        let length = cue.startMilliseconds - first.startMilliseconds
        let isSentence = last.text.last.map { ".!?…»\"".contains($0) } ?? true
        if cue.speaker != first.speaker || length > longestMilliseconds
          || (length > pleasantMilliseconds && isSentence)
        {
          passages.append(PagePassage(speaker: first.speaker, cues: turn))
          turn = []
        }
      }
      turn.append(cue)
    }
    if let first = turn.first { passages.append(PagePassage(speaker: first.speaker, cues: turn)) }
    return passages
  }
}
