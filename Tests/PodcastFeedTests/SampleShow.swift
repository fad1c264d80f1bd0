import PodcastFeed

/// A show and episodes that use every field, and the smallest ones that are complete.
enum SampleShow {
  static let base = "https://studio.example.be"

  static var minimal: Show {
    var show = Show(
      title: "Le micro de la place",
      descriptionHTML: "<p>Des voix de Marche-en-Famenne &amp; environs.</p>",
      pageURL: "\(base)/shows/micro/", feedURL: "\(base)/shows/micro/feed.xml",
      language: "fr-BE", categories: [PodcastCategory("Society & Culture", "Documentary")!],
      isExplicit: false, artwork: Artwork(url: "\(base)/media/side/cover.jpg"))
    show.author = "e-square"
    show.guid = PodcastGUID(feedURL: show.feedURL)
    return show
  }

  static var minimalEpisode: Episode {
    episode(1)
  }

  static func episode(_ number: Int) -> Episode {
    var episode = Episode(
      guid: "0f1d7a52-0000-4000-8000-\(String(100_000_000_000 + number))",
      title: "Épisode de démonstration \(number)", notesHTML: "<p>Bonjour.</p>",
      publishedUnixSeconds: 1_780_000_000 + Int64(number) * 86_400,
      enclosure: Enclosure(
        url: "\(base)/media/1/\(number).mp3", lengthBytes: 1_234_567, mediaType: .mp3))
    episode.pageURL = "\(base)/shows/micro/episodes/\(number)/"
    episode.durationSeconds = 61
    episode.transcripts = [
      TranscriptReference(url: "\(base)/media/side/\(number).vtt", format: .webVTT)
    ]
    return episode
  }

  static var full: Show {
    var show = minimal
    show.lock = ImportLock(isLocked: true, ownerEmail: "studio@example.be")
    show.owner = Owner(name: "e-square", email: "studio@example.be")
    show.type = .serial
    show.isComplete = true
    show.newFeedURL = show.feedURL
    show.copyright = "Ville de Marche-en-Famenne"
    show.generator = "Studio"
    show.lastChangedUnixSeconds = 1_780_000_000
    show.hubURLs = ["https://hub.example.org/"]
    show.people = [
      Person(
        name: "Léa Dupont", role: "host", group: "cast", imageURL: "\(base)/lea.png",
        pageURL: "\(base)/lea")
    ]
    show.locations = [
      Location(
        name: "Marche-en-Famenne", relation: .creator, geo: "geo:50.2269,5.3442", osm: "R2420437",
        country: "BE")
    ]
    show.license = License(name: "cc-by-4.0")
    show.fundings = [Funding(url: "\(base)/soutenir", label: "Soutenir l'atelier")]
    show.textRecords = [TextRecord(text: "false", purpose: "ai-content")]
    show.trailers = [
      Trailer(
        title: "Bande-annonce", url: "\(base)/t.mp3", publishedUnixSeconds: 1_770_000_000,
        lengthBytes: 99_999, mediaType: .mp3, season: 1)
    ]
    show.medium = .podcast
    show.updateFrequency = UpdateFrequency(label: "Chaque mardi", rule: "FREQ=WEEKLY;BYDAY=TU")
    show.images = [
      FeedImage(
        url: "\(base)/banner.png", alternativeText: "Le studio", aspectRatio: "16/9",
        widthPixels: 1920, heightPixels: 1080, mediaType: .png, purpose: "banner")
    ]
    return show
  }

  static var fullEpisode: Episode {
    var episode = episode(7)
    episode.isExplicit = true
    episode.artwork = Artwork(url: "\(base)/media/side/7.png")
    episode.appTitle = "Démonstration"
    episode.number = 7
    episode.numberLabel = "Septième"
    episode.season = 2
    episode.seasonName = "Le Rhône & la Meuse"
    episode.type = .bonus
    episode.people = [Person(name: "Tom & Jerry"), Person(name: "Ana", role: "guest")]
    episode.transcripts = [
      TranscriptReference(
        url: "\(base)/7.vtt", format: .webVTT, language: "fr", isCaptions: true),
      TranscriptReference(url: "\(base)/7.srt", format: .subRip),
    ]
    episode.chaptersURL = "\(base)/7.json"
    episode.chapters = [
      Chapter(startMilliseconds: 0, title: "Début"),
      Chapter(
        startMilliseconds: 12_345, title: "Suite \"A\"", url: "\(base)/a?x=1&y=2"),
    ]
    episode.soundbites = [
      Soundbite(startMilliseconds: 1_500, durationMilliseconds: 30_000, title: "Extrait")
    ]
    episode.locations = [Location(name: "Paris")]
    episode.license = License(name: "Licence maison", url: "\(base)/licence")
    episode.fundings = [Funding(url: "\(base)/s", label: "S")]
    episode.textRecords = [TextRecord(text: "note")]
    episode.alternateEnclosures = [
      AlternateEnclosure(
        url: "\(base)/7.opus", mediaType: .opus, lengthBytes: 4_000, bitRate: 24_000,
        title: "Léger", codecs: "opus",
        integrity: "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    ]
    episode.images = [FeedImage(url: "\(base)/7-canvas.png", purpose: "canvas")]
    return episode
  }
}
