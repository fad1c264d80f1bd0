/// What is said in an episode, with times: the one source of all transcript files.
public struct Transcript: Codable, Sendable, Hashable {
  /// A passage that is shown at once.
  public struct Cue: Codable, Sendable, Hashable {
    /// Where it begins, milliseconds from the start of the file.
    public var startMilliseconds: Int64
    /// Where it ends; later than the start.
    public var endMilliseconds: Int64
    /// Who speaks, plain text.
    public var speaker: String?
    /// What is said, plain text of one or more lines.
    public var text: String

    /// Makes a cue from its parts.
    public init(
      startMilliseconds: Int64, endMilliseconds: Int64, speaker: String? = nil, text: String
    ) {
      self.startMilliseconds = startMilliseconds
      self.endMilliseconds = endMilliseconds
      self.speaker = speaker
      self.text = text
    }
  }

  /// In order of time.
  public var cues: [Cue]

  /// Makes a transcript of cues.
  public init(cues: [Cue]) {
    self.cues = cues
  }

  /// Reads a file in whichever of the timed formats it is: WebVTT, SubRip or the namespace's JSON.
  ///
  /// - Parameter bytes: UTF-8, with or without byte-order mark.
  /// - Returns: its cues in order of time.
  /// - Throws: ``FeedError`` with code `transcript_unreadable`, naming the line.
  public static func read(_ bytes: [UInt8]) throws(FeedError) -> Transcript {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard
      let text = String(validating: hasMark ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    else { throw FeedError(.transcriptUnreadable, ["detail": "UTF-8"]) }
    let start = text.prefix(200).trimmed
    var transcript =
      if start.hasPrefix("WEBVTT") {
        try CueText.read(text, format: .webVTT)
      } else if start.hasPrefix("{") {
        try TranscriptJSON.read(text)
      } else {
        try CueText.read(text, format: .subRip)
      }
    transcript.cues.sort { $0.startMilliseconds < $1.startMilliseconds }
    return transcript
  }

  /// Writes the transcript.
  ///
  /// - Parameter format: the file's format.
  /// - Returns: UTF-8; the same transcript always gives the same bytes.
  /// - Throws: what `JSONEncoder` throws, which strings and numbers do not provoke.
  public func write(_ format: TranscriptFormat) throws -> [UInt8] {
    switch format {
    case .webVTT: Array(CueText.write(self, format: .webVTT).utf8)
    case .subRip: Array(CueText.write(self, format: .subRip).utf8)
    case .json: try TranscriptJSON.write(self)
    case .html: Array(TranscriptPage.html(self).utf8)
    }
  }
}
