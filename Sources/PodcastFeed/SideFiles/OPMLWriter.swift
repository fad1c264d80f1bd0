/// The list of shows that podcast apps import at once.
///
/// Source: OPML 2.0, subscription lists.
public enum OPMLWriter {
  /// Writes the list.
  ///
  /// - Parameters:
  ///   - title: what the list is called.
  ///   - shows: in the order apps shall show them.
  /// - Returns: UTF-8.
  public static func write(title: String, shows: [Show]) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element("opml", ["version": "2.0"]) {
      $0.element("head") { $0.text("title", PlainText.title(title)) }
      $0.element("body") {
        for show in shows {
          let name = PlainText.title(show.title)
          $0.empty(
            "outline",
            [
              "type": "rss", "text": name, "title": name, "xmlUrl": show.feedURL,
              "htmlUrl": show.pageURL, "language": show.language,
            ])
        }
      }
    }
    return xml.bytes
  }
}
