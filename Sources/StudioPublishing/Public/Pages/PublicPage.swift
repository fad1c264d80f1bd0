import Localization

/// One page of the public side, in any of its languages.
///
/// French pages stand at the plain path, the others under `/nl/`, `/de/` and `/en/` (DESIGN §3).
enum PublicPage: Hashable, Sendable {
  case start
  case show(Slug)
  case archive(Slug, year: Int)
  case subscribe(Slug)
  case episode(Slug, in: Slug)
  /// The player that other sites frame.
  case embed(Slug, in: Slug)
  /// An episode that is not public yet, for those who know the address.
  case preview(PreviewToken)

  /// The folder's path on our server, `/` first and last.
  ///
  /// - Parameter language: the language of the page.
  /// - Returns: the path, every part a slug.
  func path(in language: Language) -> String {
    let prefix = language == .french ? "/" : "/\(language.rawValue)/"
    switch self {
    case .start: return prefix
    case .show(let show): return prefix + "shows/\(show)/"
    case .archive(let show, let year): return prefix + "shows/\(show)/archive/\(year)/"
    case .subscribe(let show): return prefix + "shows/\(show)/subscribe/"
    case .episode(let episode, let show): return prefix + "shows/\(show)/episodes/\(episode)/"
    case .embed(let episode, let show):
      return prefix + "shows/\(show)/episodes/\(episode)/embed/"
    case .preview(let token): return prefix + "preview/\(token)/"
    }
  }

  /// Every language's file under the public folder.
  var files: [String] { Language.allCases.map { path(in: $0).dropFirst() + "index.html" } }
}

extension PublicAddresses {
  /// A page's full address.
  func url(_ page: PublicPage, in language: Language) -> String { base + page.path(in: language) }

  /// What a page writes into its links: the path alone, so that the pages work under whichever name
  /// they are reached by.
  func reference(_ page: PublicPage, in language: Language) -> String {
    pathPrefix + page.path(in: language)
  }

  /// A full address of ours without scheme and host.
  func reference(_ url: String) -> String {
    url.hasPrefix(base) ? pathPrefix + url.dropFirst(base.count) : url
  }
}
