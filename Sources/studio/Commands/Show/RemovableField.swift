import PodcastFeed
import StudioPublishing

/// What a show may have and can be without again; the words are those of the options that give it.
enum RemovableShowField: String, CaseIterable {
  case owner, copyright, medium, frequency, hub, person, location, license, funding, txt
  case alsoAs = "also-as"

  /// Takes it away.
  func remove(from show: inout ShowDetails) {
    switch self {
    case .owner:
      show.owner = nil
      // The lock names the owner's address too.
      show.lock?.ownerEmail = nil
    case .copyright: show.copyright = nil
    case .medium: show.medium = nil
    case .frequency: show.updateFrequency = nil
    case .hub: show.hubURLs = []
    case .person: show.people = []
    case .location: show.locations = []
    case .license: show.license = nil
    case .funding: show.fundings = []
    case .txt: show.textRecords = []
    case .alsoAs: show.alternateFormats = []
    }
  }
}

/// What an episode may have and can be without again.
enum RemovableEpisodeField: String, CaseIterable {
  case notes, number, season, chapters, transcript, image, soundbite
  case appTitle = "app-title"
  case numberLabel = "number-label"
  case person, location, license, funding, txt

  /// Takes it away.
  func remove(from episode: inout EpisodeDetails) {
    switch self {
    case .notes: episode.notes = ""
    case .number: episode.number = nil
    case .season: episode.season = nil
    case .chapters: episode.chapters = []
    case .transcript: episode.transcript = nil
    case .image: episode.artwork = nil
    case .soundbite: episode.soundbites = []
    case .appTitle: episode.appTitle = nil
    case .numberLabel: episode.numberLabel = nil
    case .person: episode.people = []
    case .location: episode.locations = []
    case .license: episode.license = nil
    case .funding: episode.fundings = []
    case .txt: episode.textRecords = []
    }
  }
}
