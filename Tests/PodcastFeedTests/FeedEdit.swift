import PodcastFeed

/// One change that makes a clean feed break one rule.
struct FeedEdit: Sendable, CustomStringConvertible {
  var rule: FeedRule
  var old: String
  var new: String

  init(_ rule: FeedRule, _ old: String, _ new: String) {
    self.rule = rule
    self.old = old
    self.new = new
  }

  var description: String { "\(rule.rawValue): \(old.prefix(30)) → \(new.prefix(30))" }

  func apply(to feed: String) -> String { feed.replacing(old, with: new) }

  private static func inItem(_ rule: FeedRule, _ xml: String) -> FeedEdit {
    FeedEdit(rule, "</item>", xml + "</item>")
  }

  private static func inChannel(_ rule: FeedRule, _ xml: String) -> FeedEdit {
    FeedEdit(rule, "</language>", "</language>" + xml)
  }

  static let all: [FeedEdit] = channel + items + passages + podcast + podcastValues

  private static let channel: [FeedEdit] = [
    .init(.requiredElementMissing, "<language>fr-BE</language>", ""),
    .init(.requiredElementMissing, "<title>Le micro de la place</title>", "<title> </title>"),
    .init(
      .requiredElementMissing, "<title>Le micro de la place</title>", "<title xml:lang=\"fr\"/>"),
    .init(.requiredElementMissing, "<itunes:explicit>false</itunes:explicit>", ""),
    .init(.requiredElementMissing, "atom:link rel=\"self\"", "atom:link rel=\"hub\""),
    .init(.recommendedElementMissing, "<itunes:author>e-square</itunes:author>", ""),
    .init(.elementRepeated, "<language>", "<language>fr</language><language>"),
    .init(.textTooLong, "Le micro", String(repeating: "x", count: 256)),
    .init(.descriptionTooLong, "Des voix", String(repeating: "😀", count: 1_000)),
    .init(.markupInTitle, "Le micro", "&lt;b&gt;Le&lt;/b&gt; micro"),
    .init(.unsafeMarkup, "Des voix", "&lt;script&gt;x&lt;/script&gt;"),
    .init(.unsafeMarkup, "Des voix", "&lt;a href=\"java&#9;script:x\"&gt;x&lt;/a&gt;"),
    .init(.unsafeMarkup, "Des voix", "&lt;b onclick=\"x\"&gt;x&lt;/b&gt;"),
    .init(.urlNotAbsolute, "<link>https://studio.example.be", "<link>"),
    .init(.urlNotASCII, "side/cover.jpg", "side/couverture été.jpg"),
    .init(.urlNotHTTPS, "<link>https://", "<link>http://"),
    .init(.languageUnknown, "fr-BE", "français"),
    .init(.languageUnknown, "fr-BE", "xx"),
    .init(.categoryUnknown, "Society &amp; Culture", "society &amp; culture"),
    .init(.categoryUnknown, "\"Documentary\"", "\"Books\""),
    .init(.valueNotAllowed, "<itunes:explicit>false", "<itunes:explicit>no"),
    .init(.valueNotAllowed, "episodic", "weekly"),
    .init(.imageExtension, "cover.jpg", "cover.webp"),
    .init(.selfLinkMismatch, "micro/feed.xml", "autre/feed.xml"),
    .init(.podcastGUIDMalformed, "b732fe0f-", "x-"),
    .init(.elementObsolete, "</language>", "</language><itunes:keywords>a</itunes:keywords>"),
    .inChannel(.dateMalformed, "<lastBuildDate>2026-12-01</lastBuildDate>"),
    .inChannel(.copyrightWording, "<copyright>© 2026 Marche</copyright>"),
    .init(.namespaceWrong, "http://www.itunes.com/dtds", "http://www.itunes.com/DTDs"),
    .init(.encodingNotUTF8, "\"UTF-8\"", "\"ISO-8859-1\""),
    .init(.byteOrderMark, "<?xml", "\u{FEFF}<?xml"),
    .init(.attributeInvalid, "rss version=\"2.0\"", "rss version=\"0.91\""),
    .init(.noEpisode, "item>", "entry>"),
  ]

  private static let items: [FeedEdit] = [
    .inItem(.elementRepeated, "<enclosure url=\"https://a.be/b.mp3\"/>"),
    .init(.dateMalformed, "Fri, 29 May", "Thu, 29 May"),
    .init(.dateInFuture, "Fri, 29 May 2026", "Fri, 29 May 2048"),
    .init(.enclosureURLDuplicate, "media/1/2.mp3", "media/1/1.mp3"),
    .init(.enclosureLengthInvalid, "length=\"1234567\"", "length=\"0\""),
    .init(.enclosureLengthInvalid, "length=\"1234567\"", ""),
    .init(.enclosureSmall, "length=\"1234567\"", "length=\"16383\""),
    .init(.enclosureTypeUnknown, "audio/mpeg", "audio/ogg"),
    .init(.enclosureExtensionMismatch, "media/1/1.mp3", "media/1/1.m4a"),
    .init(.guidPermalink, " isPermaLink=\"false\"", ""),
    .init(
      .requiredElementMissing, "<guid isPermaLink=\"false\">",
      "<guid isPermaLink=\"false\"></guid><guid>"),
    .init(.guidDuplicate, "100000000002", "100000000001"),
    .init(.durationInvalid, "<itunes:duration>61", "<itunes:duration>61.5"),
    .init(.durationInvalid, "<itunes:duration>61", "<itunes:duration>0"),
    .inItem(.numberInvalid, "<itunes:episode>0</itunes:episode>"),
    .inItem(.numberInvalid, "<itunes:season>-1</itunes:season>"),
    .init(.serialWithoutNumber, "episodic", "serial"),
    .init(.requiredElementMissing, "<enclosure", "<closure"),
    .inItem(.imageExtension, "<itunes:image href=\"https://a.be/a.gif\"/>"),
    .init(.titleNamesShow, "Épisode de démonstration 1", "Le Micro de la place en été"),
    .init(.titleNumbered, "Épisode de démonstration 1", "#12 La Meuse"),
    .init(.titleNumbered, "Épisode de démonstration 1", "Épisode 12 : la Meuse"),
    .init(.titleNumbered, "Épisode de démonstration 1", "12 – La Meuse"),
    .init(.transcriptMissing, "podcast:transcript", "podcast:transcrypt"),
    .inItem(
      .chaptersUnordered,
      "<psc:chapters><psc:chapter start=\"00:05\"/><psc:chapter start=\"00:05\"/></psc:chapters>"),
  ]

  /// The sound of the clean feed lasts 61 seconds.
  private static let passages: [FeedEdit] = [
    .inItem(
      .chapterBeyondEnd,
      "<psc:chapters><psc:chapter start=\"0\"/><psc:chapter start=\"00:01:02\"/></psc:chapters>"),
    .inItem(
      .chaptersTooClose,
      "<psc:chapters><psc:chapter start=\"5.1\"/><psc:chapter start=\"5.9\"/></psc:chapters>"),
    .inItem(
      .soundbiteLength, "<podcast:soundbite startTime=\"1\" duration=\"14.9\"/>"),
    .inItem(
      .soundbiteLength, "<podcast:soundbite startTime=\"1\" duration=\"120.1\"/>"),
    .inItem(
      .soundbiteBeyondEnd, "<podcast:soundbite startTime=\"40\" duration=\"30\"/>"),
    .inItem(
      .attributeTooLong,
      "<podcast:season name=\"\(String(repeating: "x", count: 129))\">1</podcast:season>"),
    .inItem(
      .attributeTooLong,
      "<podcast:episode display=\"\(String(repeating: "x", count: 33))\">1</podcast:episode>"),
    .inItem(.numberInvalid, "<podcast:season>un</podcast:season>"),
    .inItem(.numberInvalid, "<podcast:season>0</podcast:season>"),
    .inItem(.numberInvalid, "<podcast:season>1.5</podcast:season>"),
    .inItem(.numberInvalid, "<podcast:episode>un</podcast:episode>"),
    .inItem(.attributeInvalid, "<podcast:location geo=\"50.2,5.3\">Marche</podcast:location>"),
    .inItem(.attributeInvalid, "<podcast:location osm=\"X12\">Marche</podcast:location>"),
    .inItem(.attributeInvalid, "<podcast:location country=\"be\">Marche</podcast:location>"),
    .inItem(.licenseUnexplained, "<podcast:license>Licence maison</podcast:license>"),
    .inItem(.licenseUnexplained, "<podcast:license>maison</podcast:license>"),
    .inItem(.licenseUnexplained, "<podcast:license>cc-by-9.0</podcast:license>"),
    .inItem(.attributeMissing, "<podcast:socialInteract protocol=\"activitypub\"/>"),
    .inChannel(.requiredElementMissing, "<podcast:publisher></podcast:publisher>"),
    .inChannel(
      .attributeInvalid,
      "<podcast:updateFrequency rrule=\"chaque mardi\">Mardi</podcast:updateFrequency>"),
  ]

  private static let podcast: [FeedEdit] = [
    .inItem(.podcastTagUnknown, "<podcast:Person>A</podcast:Person>"),
    .inItem(.podcastTagMisplaced, "<podcast:locked>yes</podcast:locked>"),
    .inItem(.attributeMissing, "<podcast:transcript url=\"https://a.be/a.vtt\"/>"),
    .inItem(
      .attributeInvalid,
      "<podcast:soundbite startTime=\"1:00\" duration=\"30\">a</podcast:soundbite>"),
    .inItem(.textMissing, "<podcast:person role=\"host\"> </podcast:person>"),
    .inItem(
      .requiredElementMissing, "<podcast:alternateEnclosure type=\"audio/ogg\"/>"),
    .inItem(.textTooLong, "<podcast:person>\(String(repeating: "x", count: 129))</podcast:person>"),
    .inItem(.urlNotHTTPS, "<podcast:funding url=\"http://a.be/\">a</podcast:funding>"),
    .inChannel(.valueNotAllowed, "<podcast:medium>maybe</podcast:medium>"),
    .init(.valueNotAllowed, "<podcast:locked>no<", "<podcast:locked>maybe<"),
    .init(.recommendedElementMissing, "<podcast:locked>no</podcast:locked>", ""),
    .inItem(.personUnlisted, "<podcast:person role=\"boss\">Ann</podcast:person>"),
    .inItem(.personUnlisted, "<podcast:person group=\"staff\">Ann</podcast:person>"),
    .inChannel(
      .elementRepeated,
      "<podcast:medium>podcast</podcast:medium><podcast:medium>music</podcast:medium>"),
  ]

  /// Attributes that hold what no app can use, or what an app must not open.
  private static let podcastValues: [FeedEdit] = [
    .inItem(
      .attributeInvalid,
      "<psc:chapters><psc:chapter start=\"0\" href=\"javascript:alert(1)\"/></psc:chapters>"),
    .inItem(
      .attributeInvalid,
      "<psc:chapters><psc:chapter start=\"0\" image=\"cover.jpg\"/></psc:chapters>"),
    .inItem(.attributeInvalid, alternate("<podcast:source uri=\"javascript:x\"/>")),
    .inItem(.attributeInvalid, alternate("<podcast:source uri=\"audio.opus\"/>")),
    .inItem(
      .attributeInvalid,
      alternate(
        "<podcast:source uri=\"https://a.be/b\"/><podcast:integrity type=\"sri\" value=\"zzz\"/>")),
    .inItem(
      .attributeInvalid, alternate("<podcast:source uri=\"https://a.be/b\"/>", "bitrate=\"fast\"")),
    .inItem(
      .attributeInvalid,
      "<podcast:transcript url=\"https://a.be/a.vtt\" type=\"text/vtt\" language=\"klingon\"/>"),
    .inItem(
      .attributeInvalid, "<podcast:image href=\"https://a.be/a.png\" aspect-ratio=\"wide\"/>"),
    .inItem(
      .attributeInvalid, "<podcast:socialInteract protocol=\"activitypub\" uri=\"javascript:x\"/>"),
    .inChannel(.attributeInvalid, "<podcast:liveItem status=\"live\" start=\"yesterday\"/>"),
    .inChannel(.requiredElementMissing, "<podcast:podroll></podcast:podroll>"),
  ]

  private static func alternate(_ inside: String, _ attributes: String = "") -> String {
    "<podcast:alternateEnclosure type=\"audio/ogg\" \(attributes)>\(inside)"
      + "</podcast:alternateEnclosure>"
  }
}
