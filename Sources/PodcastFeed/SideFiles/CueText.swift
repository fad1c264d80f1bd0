/// WebVTT and SubRip: blocks of a time line and text lines.
///
/// Source: W3C WebVTT §4 (voice span `<v Name>`, escapes of §4.2.2); SubRip has no standard: its
/// text is taken as written, a speaker is `Name: ` at its start, as apps show it.
enum CueText {
  enum Format: String {
    case webVTT = "WebVTT"
    case subRip = "SubRip"
  }

  static func write(_ transcript: Transcript, format: Format) -> String {
    var text = format == .webVTT ? "WEBVTT\n\n" : ""
    let shown = transcript.cues.flatMap { cards(of: $0, format: format) }
    for (index, cue) in shown.enumerated() {
      let mark = format == .webVTT ? "." : ","
      let start = NormalPlayTime.clock(milliseconds: cue.startMilliseconds, decimalMark: mark)
      let end = NormalPlayTime.clock(milliseconds: cue.endMilliseconds, decimalMark: mark)
      if format == .subRip { text += "\(index + 1)\n" }
      text += "\(start) --> \(end)\n\(body(of: cue, format: format))\n\n"
    }
    return text
  }

  /// A cue as what is shown at once: lines that fit, and in SubRip no more than two of them.
  private static func cards(of cue: Transcript.Cue, format: Format) -> [Transcript.Cue] {
    var cue = cue
    switch format {
    case .webVTT:
      cue.text = CueLines.wrapped(cue.text, width: CueLines.webVTTWidth).joined(separator: "\n")
      return [cue]
    case .subRip:
      let name = cue.speaker.map { "\(PlainText.title($0)):" }
      let lines = CueLines.wrapped(
        cue.text.replacing("-->", with: "→"), width: CueLines.subRipWidth, after: name)
      return CueLines.cards(cue, lines, each: CueLines.subRipLines)
    }
  }

  private static func body(of cue: Transcript.Cue, format: Format) -> String {
    guard format == .webVTT else { return cue.text }
    let voice = cue.speaker.map { "<v \(ShowNotesBuilder.escaped(PlainText.title($0)))>" }
    return (voice ?? "") + ShowNotesBuilder.escaped(cue.text)
  }

  static func read(_ text: String, format: Format) throws(FeedError) -> Transcript {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var cues: [Transcript.Cue] = []
    var index = 0
    while index < lines.count {
      guard let (start, end) = try times(of: lines[index], format: format, line: index + 1) else {
        index += 1
        continue
      }
      index += 1
      var body: [String] = []
      while index < lines.count, !lines[index].allSatisfy(\.isWhitespace) {
        body.append(lines[index].trimmed)
        index += 1
      }
      cues.append(cue(start, end, body.joined(separator: "\n"), format: format))
    }
    guard !cues.isEmpty else { throw unreadable(format, line: 1) }
    return Transcript(cues: cues)
  }

  /// `nil` for a line that is no time line: header, number, note.
  private static func times(
    of line: Substring, format: Format, line number: Int
  ) throws(FeedError) -> (Int64, Int64)? {
    guard let arrow = line.firstRange(of: "-->") else { return nil }
    let end = line[arrow.upperBound...].trimmed.prefix { !$0.isWhitespace }
    guard let from = NormalPlayTime.milliseconds(of: line[..<arrow.lowerBound].trimmed),
      let to = NormalPlayTime.milliseconds(of: end), to >= from
    else { throw unreadable(format, line: number) }
    return (from, to)
  }

  private static func cue(
    _ start: Int64, _ end: Int64, _ body: String, format: Format
  ) -> Transcript.Cue {
    var speaker: String?
    var text = body
    switch format {
    case .webVTT:
      if body.hasPrefix("<v"), let close = body.firstIndex(of: ">") {
        // Classes follow the v: <v.loud Name>.
        let tag = body[body.index(body.startIndex, offsetBy: 2)..<close]
        let name = tag.drop { !$0.isWhitespace }.trimmed
        speaker = name.isEmpty ? nil : CharacterReferences.resolve(Array(name.utf8)[...])
      }
      text = HTMLTokens(body).reduce(into: "") { if case .text(let part) = $1 { $0 += part } }
    case .subRip:
      text = HTMLTokens(body, resolvesReferences: false).reduce(into: "") {
        if case .text(let part) = $1 { $0 += part }
      }
      if let colon = text.firstRange(of: ": "), isName(text[..<colon.lowerBound]) {
        speaker = String(text[..<colon.lowerBound])
        text = String(text[colon.upperBound...])
      }
    }
    return .init(
      startMilliseconds: start, endMilliseconds: end, speaker: speaker, text: text.trimmed)
  }

  /// Up to four capitalised words on one line are taken as a speaker's name, or as several with `&`
  /// between them.
  private static func isName(_ text: Substring) -> Bool {
    let words = text.split(separator: " ")
    return (1...4).contains(words.count) && text.count <= 40
      && !text.contains(where: \.isNewline)
      && words.first != "&" && words.last != "&"
      && words.allSatisfy {
        $0 == "&" || $0.first?.isUppercase == true || $0.first?.isNumber == true
      }
  }

  private static func unreadable(_ format: Format, line: Int) -> FeedError {
    FeedError(.transcriptUnreadable, ["format": format.rawValue, "line": String(line)])
  }
}
