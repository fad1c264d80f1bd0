extension LintPass {
  /// Checks what points into the sound: chapters and soundbites; and that there is a text version.
  mutating func checkPassages(of item: FeedElement) {
    let duration = item.first("duration", in: .itunes)
      .flatMap { ITunesDuration.seconds(of: $0.text) }.map { Int64($0) * 1000 }
    checkSimpleChapters(of: item, endMilliseconds: duration)
    checkSoundbites(of: item, endMilliseconds: duration)
    let isFull = item.first("episodeType", in: .itunes).map { $0.text.trimmed == "full" } ?? true
    // What public bodies publish as sound, they owe as text (EN 301 549, WCAG 2.2 §1.2.1).
    if isFull, item.first("transcript", in: .podcast) == nil {
      report(.transcriptMissing, "podcast:transcript")
    }
  }

  private mutating func checkSimpleChapters(of item: FeedElement, endMilliseconds: Int64?) {
    guard let list = item.first("chapters", in: .psc) else { return }
    var previous: Int64?
    for chapter in list.all("chapter", in: .psc) {
      for link in ["href", "image"] {
        guard let url = chapter.attributes[link], let problem = FeedURL.problem(in: url),
          problem != .urlNotHTTPS
        else { continue }
        report(.attributeInvalid, chapter, ["attribute": link, "actual": url])
      }
      let text = chapter.attributes["start"] ?? ""
      guard let start = NormalPlayTime.milliseconds(of: text) else {
        report(.attributeInvalid, chapter, ["attribute": "start", "actual": text])
        continue
      }
      if let previous {
        if start <= previous {
          report(.chaptersUnordered, chapter, ["actual": text])
        } else if start / 1000 == previous / 1000 {
          // AntennaPod cuts starts to whole seconds (anchors/publishing.md §2.5).
          report(.chaptersTooClose, chapter, ["actual": text])
        }
      }
      // The duration in feeds is rounded: a start within its last second is still heard.
      if let endMilliseconds, start >= endMilliseconds + 1000 {
        report(
          .chapterBeyondEnd, chapter,
          ["actual": text, "limit": NormalPlayTime.clock(milliseconds: endMilliseconds)])
      }
      previous = start
    }
  }

  private mutating func checkSoundbites(of item: FeedElement, endMilliseconds: Int64?) {
    for bite in item.all("soundbite", in: .podcast) {
      guard let start = bite.attributes["startTime"].flatMap(NormalPlayTime.milliseconds(of:)),
        let length = bite.attributes["duration"].flatMap(NormalPlayTime.milliseconds(of:))
      else { continue }  // reported as an invalid attribute
      // Source: Podcast Namespace `soundbite`: 15 to 120 seconds.
      if !(15_000...120_000).contains(length) {
        report(
          .soundbiteLength, bite, ["actual": NormalPlayTime.seconds(milliseconds: length)])
      }
      if let endMilliseconds, start + length > endMilliseconds + 1000 {
        report(
          .soundbiteBeyondEnd, bite,
          [
            "actual": NormalPlayTime.clock(milliseconds: start + length),
            "limit": NormalPlayTime.clock(milliseconds: endMilliseconds),
          ])
      }
    }
  }

  /// Checks that a title is the episode's own.
  ///
  /// Source: Apple podcast best practices: neither the show's name nor a number in episode titles.
  mutating func checkTitleWording(of item: FeedElement, showTitle: String) {
    guard let title = item.first("title") else { return }
    let text = PlainText.title(title.text)
    // A show of one short word may well stand in a title for what the word means.
    if showTitle.count >= 6, text.lowercased().contains(showTitle.lowercased()) {
      report(.titleNamesShow, title, ["actual": text])
    }
    if Self.beginsWithNumber(text) { report(.titleNumbered, title, ["actual": text]) }
  }

  private static let words: Set<String> = [
    "épisode", "episode", "ep", "ép", "aflevering", "afl", "folge", "n°", "nr", "no",
  ]

  /// `#12`, `12.`, `12 -`, `Épisode 12`; a year or a quantity that begins a sentence is none.
  private static func beginsWithNumber(_ title: String) -> Bool {
    let parts = title.split(separator: " ").prefix(2).map { $0.lowercased() }
    guard let first = parts.first else { return false }
    let bare = first.filter { !".:#".contains($0) }
    let isMarked = first.hasPrefix("#") || first.hasSuffix(".") || first.hasSuffix(":")
    if isMarked, !bare.isEmpty, bare.allSatisfy(\.isWholeNumber) { return true }
    guard parts.count == 2 else { return false }
    let second = parts[1].filter { !".:#".contains($0) }
    if words.contains(bare), !second.isEmpty, second.allSatisfy(\.isWholeNumber) { return true }
    return bare.allSatisfy(\.isWholeNumber) && ["-", "–", "—"].contains(second)
  }
}
