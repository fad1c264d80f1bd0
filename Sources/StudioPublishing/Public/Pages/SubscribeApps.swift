import Foundation

/// The apps of the subscribe page, and the address that opens the show in each.
///
/// Each opens the app with our feed, without any directory between; where an app takes no feed, the
/// show's page there is opened, or its search while none is known. Nothing is fetched from them before somebody follows a link.
enum SubscribeApps {
  struct App: Sendable, Hashable {
    let name: String
    let url: String
    /// Key of the line below the name.
    let hint: String
  }

  /// Lists the apps, most used first.
  ///
  /// Sources: Apple's `podcast:` scheme; Pocket Casts takes a feed without its scheme; Overcast's
  /// x-callback-url; antennapod.org/documentation/podcasters-hosters/add-on-antennapod.
  ///
  /// - Parameters:
  ///   - feedURL: the feed's full address.
  ///   - title: the show's name.
  ///   - listings: directories that list the show, with its pages there.
  /// - Returns: names and addresses, percent-encoded.
  static func list(feedURL: String, title: String, listings: [DirectoryEntry]) -> [App] {
    let bare = feedURL.split(separator: "://", maxSplits: 1).last.map(String.init) ?? feedURL
    let address = encoded(feedURL)
    let name = encoded(title)
    var apps = [
      App(name: "Apple Podcasts", url: "podcast://\(bare)", hint: "hint_apple"),
      App(
        name: "Spotify", url: "https://open.spotify.com/search/\(name)/podcasts",
        hint: "hint_search"),
      App(name: "Pocket Casts", url: "pktc://subscribe/\(bare)", hint: "hint_everywhere"),
      App(
        name: "AntennaPod",
        url: "https://antennapod.org/deeplink/subscribe?url=\(address)&title=\(name)",
        hint: "hint_free"),
      App(
        name: "Overcast", url: "overcast://x-callback-url/add?url=\(address)",
        hint: "hint_iphone"),
      App(
        name: "Podcast Addict", url: "https://podcastaddict.com/feed/\(address)",
        hint: "hint_android"),
    ]
    for listing in listings {
      guard let link = listing.link else { continue }
      let page = App(name: listing.directory.name, url: link, hint: "hint_directory")
      if let known = apps.firstIndex(where: { $0.name == page.name }) {
        if apps[known].hint == "hint_search" { apps[known] = page }
      } else {
        apps.append(page)
      }
    }
    return apps
  }

  /// Encodes everything but RFC 3986 §2.3 unreserved characters.
  private static func encoded(_ text: String) -> String {
    let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }
}
