extension XMLWriter {
  /// Appends the children of `item`, in a fixed order.
  mutating func item(_ episode: Episode) {
    text("title", PlainText.title(episode.title))
    text("guid", ["isPermaLink": "false"], episode.guid)
    text("pubDate", RFC822Date.text(unixSeconds: episode.publishedUnixSeconds))
    text("link", episode.pageURL)
    notes(episode.notesHTML)
    empty(
      "enclosure",
      [
        "url": episode.enclosure.url,
        "length": String(episode.enclosure.lengthBytes),
        "type": episode.enclosure.mediaType.rawValue,
      ])
    itemITunes(episode)
    itemPodcast(episode)
    simpleChapters(episode.chapters)
  }

  /// All notes in `description` when they fit; else a cut description and all of them beside it,
  /// since some apps show nothing when the description is a mere summary.
  private mutating func notes(_ html: String) {
    let short = ShowNotes.sanitised(html, limitBytes: FeedWriter.descriptionLimitBytes)
    if !short.html.isEmpty { text("description", short.html) }
    if short.isCut {
      text(
        "content:encoded",
        ShowNotes.sanitised(html, limitBytes: FeedWriter.fullNotesLimitBytes).html)
    }
  }

  private mutating func itemITunes(_ episode: Episode) {
    text("itunes:title", episode.appTitle.map(PlainText.title))
    text("itunes:duration", episode.durationSeconds.map(String.init))
    text("itunes:explicit", episode.isExplicit.map { $0 ? "true" : "false" })
    if let artwork = episode.artwork { empty("itunes:image", ["href": artwork.url]) }
    text("itunes:season", episode.season.map(String.init))
    text("itunes:episode", episode.number.map(String.init))
    text("itunes:episodeType", episode.type.rawValue)
    if episode.isBlocked { text("itunes:block", "Yes") }
  }

  private mutating func itemPodcast(_ episode: Episode) {
    text("podcast:season", ["name": episode.seasonName], episode.season.map(String.init))
    text("podcast:episode", ["display": episode.numberLabel], episode.number.map(String.init))
    for transcript in episode.transcripts {
      empty(
        "podcast:transcript",
        [
          "url": transcript.url, "type": transcript.format.rawValue,
          "language": transcript.language, "rel": transcript.isCaptions ? "captions" : nil,
        ])
    }
    if let chapters = episode.chaptersURL {
      empty("podcast:chapters", ["url": chapters, "type": ChaptersJSON.mediaType])
    }
    for bite in episode.soundbites {
      text(
        "podcast:soundbite",
        [
          "startTime": NormalPlayTime.seconds(milliseconds: bite.startMilliseconds),
          "duration": NormalPlayTime.seconds(milliseconds: bite.durationMilliseconds),
        ],
        bite.title ?? "")
    }
    shared(
      people: episode.people, locations: episode.locations, license: episode.license,
      fundings: episode.fundings, textRecords: episode.textRecords, images: episode.images)
    for alternate in episode.alternateEnclosures { alternateEnclosure(alternate) }
  }

  private mutating func alternateEnclosure(_ alternate: AlternateEnclosure) {
    element(
      "podcast:alternateEnclosure",
      [
        "type": alternate.mediaType.rawValue,
        "length": alternate.lengthBytes.map(String.init),
        "bitrate": alternate.bitRate.map(String.init),
        "lang": alternate.language,
        "title": alternate.title,
        "codecs": alternate.codecs,
        "default": alternate.isDefault ? "true" : nil,
      ]
    ) {
      if let integrity = alternate.integrity {
        $0.empty("podcast:integrity", ["type": "sri", "value": integrity])
      }
      $0.empty("podcast:source", ["uri": alternate.url])
    }
  }

  private mutating func simpleChapters(_ chapters: [Chapter]) {
    guard !chapters.isEmpty else { return }
    element("psc:chapters", ["version": "1.2"]) {
      for chapter in chapters where chapter.isListed {
        $0.empty(
          "psc:chapter",
          [
            "start": NormalPlayTime.clock(milliseconds: chapter.startMilliseconds),
            "title": chapter.title, "href": chapter.url.flatMap(NotesLink.allowed),
            "image": chapter.imageURL.flatMap(NotesLink.allowed),
          ])
      }
    }
  }
}
