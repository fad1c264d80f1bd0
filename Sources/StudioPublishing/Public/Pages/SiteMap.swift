import Localization
import PodcastFeed

/// Site maps for search engines (sitemaps.org protocol 0.9).
///
/// One a show and one list of them, so that an edit rewrites one show's alone. The languages of a page
/// are told by the page itself.
enum SiteMap {
  private static let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

  /// The pages of one show.
  static func pages(
    of show: Show, _ items: [PublicItem], _ years: [PageRenderer.ShowYear],
    _ addresses: PublicAddresses
  ) -> [UInt8] {
    var xml = start("urlset")
    let slug = show.slug
    var pages: [PublicPage] = [.show(slug), .subscribe(slug)]
    if items.count > PageRenderer.latestCount {
      pages += years.map { .archive(slug, year: $0.year) }
    }
    for page in pages {
      for language in Language.allCases {
        xml += "<url><loc>\(escaped(addresses.url(page, in: language)))</loc></url>\n"
      }
    }
    for item in items {
      let date = PageRenderer.iso(item.publishedUTC)
      for language in Language.allCases {
        let url = addresses.url(.episode(item.slug, in: slug), in: language)
        xml += "<url><loc>\(escaped(url))</loc><lastmod>\(date)</lastmod></url>\n"
      }
    }
    return Array((xml + "</urlset>\n").utf8)
  }

  /// The list of every show's map, and the start pages' own.
  ///
  /// - Parameter maps: full addresses of the maps.
  /// - Returns: the document, UTF-8.
  static func index(_ maps: [String]) -> [UInt8] {
    let entries = maps.map { "<sitemap><loc>\(escaped($0))</loc></sitemap>\n" }.joined()
    return Array((start("sitemapindex") + entries + "</sitemapindex>\n").utf8)
  }

  /// The start pages.
  static func startPages(_ addresses: PublicAddresses) -> [UInt8] {
    let entries = Language.allCases.map {
      "<url><loc>\(escaped(addresses.url(.start, in: $0)))</loc></url>\n"
    }.joined()
    return Array((start("urlset") + entries + "</urlset>\n").utf8)
  }

  private static func start(_ element: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(element) xmlns=\"\(namespace)\">\n"
  }

  private static func escaped(_ url: String) -> String {
    url.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
