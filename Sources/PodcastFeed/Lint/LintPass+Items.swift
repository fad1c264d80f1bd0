extension LintPass {
  /// Checks every item, alone and against the others.
  mutating func checkItems(_ channel: FeedElement) {
    let isSerial = channel.first("type", in: .itunes)?.text.trimmed == "serial"
    let showTitle = PlainText.title(channel.first("title")?.text ?? "")
    var guids: Set<String> = []
    var files: Set<String> = []
    for (index, item) in channel.all("item").enumerated() {
      enter(item: index + 1, title: item.first("title")?.text ?? "")
      checkTexts(of: item)
      checkGUID(of: item, seen: &guids)
      checkEnclosure(of: item, seen: &files)
      checkDates(of: item)
      checkNumbers(of: item, isSerial: isSerial)
      checkObsolete(item, itunes: ["keywords", "subtitle"])
      checkPodcastTags(of: item)
      checkTitleWording(of: item, showTitle: showTitle)
      checkPassages(of: item)
    }
    enter(item: nil)
  }

  private mutating func checkTexts(of item: FeedElement) {
    let title = required("title", of: item)
    check(title, atMost: 255)
    checkTitleMarkup(title)
    check(single("title", in: .itunes, of: item), atMost: 255)
    let recommended = FeedRule.recommendedElementMissing
    if let notes = single("description", of: item, orElse: recommended) { checkNotes(notes) }
    if let full = single("encoded", in: .content, of: item) { checkNotes(full, limitBytes: nil) }
    if let link = single("link", of: item, orElse: recommended) {
      check(url: link.text.trimmed, of: link)
    }
    checkImage(single("image", in: .itunes, of: item, isBare: true))
    check(single("explicit", in: .itunes, of: item), isOneOf: ["true", "false"])
    check(single("block", in: .itunes, of: item), isOneOf: ["Yes"])
  }

  private mutating func checkGUID(of item: FeedElement, seen: inout Set<String>) {
    guard let guid = required("guid", of: item) else { return }
    let text = guid.text.trimmed
    if guid.attributes["isPermaLink"] != "false", FeedURL.problem(in: text) == .urlNotAbsolute {
      report(.guidPermalink, guid, ["actual": text])
    }
    if !seen.insert(text).inserted { report(.guidDuplicate, guid, ["actual": text]) }
  }

  private mutating func checkEnclosure(of item: FeedElement, seen: inout Set<String>) {
    guard let enclosure = required("enclosure", of: item, isBare: true) else { return }
    guard let url = enclosure.attributes["url"], !url.isEmpty else {
      return report(.attributeMissing, enclosure, ["attribute": "url"])
    }
    check(url: url, of: enclosure, attribute: "url")
    if !seen.insert(url).inserted { report(.enclosureURLDuplicate, enclosure, ["actual": url]) }
    let length = enclosure.attributes["length"] ?? ""
    if let bytes = WholeNumber.read(length), bytes > 0 {
      // AntennaPod distrusts files under 16 KiB (anchors/publishing.md §2.3).
      if bytes < 16_384 { report(.enclosureSmall, enclosure, ["actual": length]) }
    } else {
      report(.enclosureLengthInvalid, enclosure, ["actual": length])
    }
    let type = enclosure.attributes["type"] ?? ""
    guard let extensions = Self.enclosureExtensions[type] else {
      return report(
        .enclosureTypeUnknown, enclosure,
        ["actual": type, "allowed": Self.enclosureExtensions.keys.sorted().joined(separator: ", ")])
    }
    if !extensions.contains(FeedURL.pathExtension(of: url)) {
      report(
        .enclosureExtensionMismatch, enclosure,
        ["actual": url, "allowed": extensions.map { "." + $0 }.joined(separator: ", ")])
    }
  }

  /// Media types apps play, with the extensions their files have.
  ///
  /// Source: Apple enclosure types; PSP-1 `enclosure`.
  private static let enclosureExtensions: [String: [String]] = [
    "audio/mpeg": ["mp3"], "audio/x-m4a": ["m4a"], "audio/m4a": ["m4a"],
    "audio/mp4": ["m4a", "mp4"], "video/mp4": ["mp4", "m4v"], "video/x-m4v": ["m4v"],
    "video/quicktime": ["mov"],
  ]

  private mutating func checkDates(of item: FeedElement) {
    let date = single("pubDate", of: item, orElse: .recommendedElementMissing)
    if let date, let instant = checkDate(date), let now = linter.nowUnixSeconds, instant > now {
      report(.dateInFuture, date, ["actual": date.text.trimmed])
    }
    let duration = single("duration", in: .itunes, of: item, orElse: .recommendedElementMissing)
    if let duration, (ITunesDuration.seconds(of: duration.text) ?? 0) < 1 {
      report(.durationInvalid, duration, ["actual": duration.text.trimmed])
    }
  }

  private mutating func checkNumbers(of item: FeedElement, isSerial: Bool) {
    let kind = single("episodeType", in: .itunes, of: item)
    check(kind, isOneOf: EpisodeType.allCases.map(\.rawValue))
    for name in ["episode", "season"] {
      guard let element = single(name, in: .itunes, of: item) else { continue }
      if (WholeNumber.read(element.text.trimmed) ?? 0) < 1 {
        report(.numberInvalid, element, ["actual": element.text.trimmed])
      }
    }
    let isFull = kind.map { $0.text.trimmed == "full" } ?? true
    if isSerial, isFull, item.first("episode", in: .itunes) == nil {
      report(.serialWithoutNumber, "itunes:episode")
    }
  }
}
