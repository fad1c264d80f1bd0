/// Captions in lines that fit on a phone.
///
/// Source: Podcast Namespace, transcript formats (SubRip: two lines of 32 characters); Apple Podcasts,
/// transcripts (65 characters a line of WebVTT).
enum CueLines {
  static let webVTTWidth = 65
  static let subRipWidth = 32
  static let subRipLines = 2

  /// Breaks a text between words.
  ///
  /// - Parameters:
  ///   - text: of any lines; they are filled anew.
  ///   - width: the most characters of a line; a longer word has a line of its own.
  ///   - name: stands in front, and is never broken.
  /// - Returns: lines, none of them empty; those of the text where all of them fit.
  static func wrapped(_ text: String, width: Int, after name: String? = nil) -> [String] {
    let own = (name.map { "\($0) \(text)" } ?? text)
      .split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
    if own.allSatisfy({ $0.count <= width }) { return own }
    var lines: [String] = []
    let words =
      [name].compactMap(\.self) + text.split(whereSeparator: \.isWhitespace).map(String.init)
    for word in words {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// Shares the time of a cue out among cards by what each has to say.
  ///
  /// - Parameters:
  ///   - cue: the whole.
  ///   - lines: its text.
  ///   - count: how many lines a card has.
  /// - Returns: cues that follow each other without a gap; one alone when the time is too short for
  ///   more.
  static func cards(
    _ cue: Transcript.Cue, _ lines: [String], each count: Int
  ) -> [Transcript.Cue] {
    let texts = stride(from: 0, to: max(lines.count, 1), by: count).map {
      lines[$0..<min($0 + count, lines.count)].joined(separator: "\n")
    }
    let length = cue.endMilliseconds - cue.startMilliseconds
    let all = texts.reduce(0) { $0 + $1.count }
    guard texts.count > 1, length >= Int64(texts.count) * shortestMilliseconds else {
      var whole = cue
      whole.text = lines.joined(separator: "\n")
      return [whole]
    }
    var said = 0
    return texts.map { text in
      var card = cue
      card.text = text
      card.startMilliseconds += length * Int64(said) / Int64(all)
      said += text.count
      card.endMilliseconds = cue.startMilliseconds + length * Int64(said) / Int64(all)
      return card
    }
  }

  /// What is shown for less cannot be read.
  private static let shortestMilliseconds: Int64 = 300
}
