/// A transcript for reading.
///
/// Source: Podcast Namespace transcript formats, HTML (`cite`, `time`, `p`).
enum TranscriptPage {
  /// A fragment that stands in any page: everything in it is escaped.
  static func html(_ transcript: Transcript) -> String {
    var html = ""
    for cue in transcript.cues {
      if let speaker = cue.speaker {
        html += "<cite>\(ShowNotesBuilder.escaped(PlainText.title(speaker))):</cite>\n"
      }
      let time = NormalPlayTime.clock(milliseconds: cue.startMilliseconds).prefix { $0 != "." }
      html += "<time>\(time)</time>\n<p>\(ShowNotesBuilder.escaped(cue.text))</p>\n"
    }
    return html
  }
}
