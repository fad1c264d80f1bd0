/// A place where listeners look for podcasts, which a show must be handed in to once.
public enum Directory: String, Sendable, Hashable, Codable, CaseIterable {
  /// Apple Podcasts, whose list many apps show.
  case apple
  /// Spotify.
  case spotify
  /// Podcast Index, the open list.
  case podcastIndex
  /// YouTube Music.
  case youTube
  /// Amazon Music and Audible.
  case amazon
  /// Deezer.
  case deezer
  /// Pocket Casts.
  case pocketCasts
  /// Overcast, which follows Apple.
  case overcast
  /// AntennaPod, which follows Podcast Index.
  case antennaPod

  /// Its name, as it writes it itself.
  public var name: String {
    switch self {
    case .apple: "Apple Podcasts"
    case .spotify: "Spotify"
    case .podcastIndex: "Podcast Index"
    case .youTube: "YouTube Music"
    case .amazon: "Amazon Music"
    case .deezer: "Deezer"
    case .pocketCasts: "Pocket Casts"
    case .overcast: "Overcast"
    case .antennaPod: "AntennaPod"
    }
  }

  /// Where a feed is handed in; nil for apps that follow another directory by themselves.
  public var submissionURL: String? {
    switch self {
    case .apple: "https://podcastsconnect.apple.com/"
    case .spotify: "https://creators.spotify.com/"
    case .podcastIndex: "https://podcastindex.org/add"
    case .youTube: "https://studio.youtube.com/"
    case .amazon: "https://podcasters.amazon.com/"
    case .deezer: "https://podcasters.deezer.com/"
    case .pocketCasts: "https://pocketcasts.com/submit/"
    case .overcast, .antennaPod: nil
    }
  }

  /// Whose list an app without one of its own shows.
  public var follows: Directory? {
    switch self {
    case .overcast: .apple
    case .antennaPod: .podcastIndex
    default: nil
    }
  }
}

/// How far a show is with a directory.
public struct DirectoryEntry: Sendable, Hashable, Codable {
  /// The stages of a submission.
  public enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nobody has handed the show in.
    case toDo
    /// Handed in, not listed yet.
    case submitted
    /// Listeners find it there.
    case listed
  }

  /// The directory.
  public var directory: Directory
  /// How far it is.
  public var state: State
  /// The show's page there, once it is listed.
  public var link: String?

  /// Whether there is a page to lead listeners to.
  public var isLinked: Bool { state == .listed && link != nil }

  /// Notes how far a show is.
  public init(directory: Directory, state: State = .toDo, link: String? = nil) {
    self.directory = directory
    self.state = state
    self.link = link
  }
}
