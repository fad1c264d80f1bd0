extension LintPass {
  /// Checks what a feed cannot show.
  mutating func checkValues(show: Show, episodes: [Episode]) {
    check(show.artwork)
    checkLength(of: show.descriptionHTML)
    for (index, episode) in episodes.enumerated() {
      enter(item: index + 1, title: episode.title)
      if let artwork = episode.artwork { check(artwork) }
      checkLength(of: episode.notesHTML)
    }
    enter(item: nil)
  }

  private mutating func checkLength(of notes: String) {
    let limit = FeedWriter.descriptionLimitBytes
    guard notes.utf8.count > limit, ShowNotes.sanitised(notes, limitBytes: limit).isCut else {
      return
    }
    report(
      .notesCut, "description",
      ["actual": String(notes.utf8.count), "limit": String(limit)])
  }

  /// Source of the limits: Apple artwork requirements; 512 KB is what networks advise.
  mutating func check(_ artwork: Artwork) {
    guard let facts = artwork.facts else { return }
    let size = "\(facts.widthPixels) × \(facts.heightPixels)"
    if facts.widthPixels != facts.heightPixels {
      report(.artworkNotSquare, "itunes:image", ["actual": size])
    }
    let allowed = 1_400...3_000
    if !allowed.contains(facts.widthPixels) || !allowed.contains(facts.heightPixels) {
      report(.artworkDimensions, "itunes:image", ["actual": size])
    }
    if facts.colourSpace == .cmyk { report(.artworkColourSpace, "itunes:image") }
    let names: Set<String> = facts.format == .png ? ["png"] : ["jpg", "jpeg"]
    if !names.contains(FeedURL.pathExtension(of: artwork.url)) {
      report(
        .artworkFormat, "itunes:image",
        ["actual": artwork.url, "allowed": facts.format.rawValue])
    }
    if facts.bytes > 512 << 10 {
      report(
        .artworkHeavy, "itunes:image", ["actual": String(facts.bytes), "limit": "524288"])
    }
    if facts.orientation != 1 {
      report(.artworkTurned, "itunes:image", ["actual": String(facts.orientation)])
    }
  }
}
