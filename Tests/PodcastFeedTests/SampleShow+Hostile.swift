import PodcastFeed

extension SampleShow {
  /// Text that breaks careless programs: control characters, ends of CDATA, scripts, right-to-left
  /// marks, joined emoji, a surrogate repaired on the way in.
  static let hostileText =
    "👩‍👩‍👧‍👦 \u{202E}مرحبا ]]> \u{0}\u{1B}\u{FFFE} <script>alert('x')</script> & \"q\" "
    + String(decoding: [0xED, 0xA0, 0x80] as [UInt8], as: UTF8.self)

  static var hostile: Show {
    var show = full
    show.title = hostileText
    show.descriptionHTML = hostileText
    show.author = hostileText
    show.copyright = hostileText
    show.people[0].name = hostileText
    show.locations[0].name = hostileText
    show.license?.name = hostileText
    show.fundings[0].label = hostileText
    show.textRecords[0].text = hostileText
    show.trailers[0].title = hostileText
    show.updateFrequency?.label = hostileText
    show.images[0].alternativeText = hostileText
    show.owner?.name = hostileText
    return show
  }

  static var hostileEpisode: Episode {
    var episode = fullEpisode
    episode.title = hostileText
    episode.notesHTML = String(repeating: hostileText + "<p><a href='javascript:x'>", count: 9_000)
    episode.appTitle = hostileText
    episode.numberLabel = hostileText
    episode.seasonName = hostileText
    episode.people = [Person(name: "Tom & 3 < 4 ]]>", role: hostileText)]
    episode.chapters[0].title = hostileText
    episode.soundbites[0].title = hostileText
    episode.locations[0].name = hostileText
    episode.alternateEnclosures[0].title = hostileText
    return episode
  }
}
