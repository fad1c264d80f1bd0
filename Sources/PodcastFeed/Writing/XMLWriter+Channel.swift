extension XMLWriter {
  /// Appends the children of `channel`, in a fixed order.
  mutating func channel(_ show: Show, paging: FeedPaging?) {
    text("title", PlainText.title(show.title))
    text("link", show.pageURL)
    text(
      "description",
      ShowNotes.sanitised(show.descriptionHTML, limitBytes: FeedWriter.descriptionLimitBytes).html)
    text("language", show.language)
    text("copyright", show.copyright)
    text("generator", show.generator)
    text("lastBuildDate", show.lastChangedUnixSeconds.map(RFC822Date.text))
    let own = paging?.ownURL ?? show.feedURL
    empty("atom:link", ["rel": "self", "type": "application/rss+xml", "href": own])
    for (relation, url) in paging?.links ?? [] {
      empty("atom:link", ["rel": relation, "type": "application/rss+xml", "href": url])
    }
    for hub in show.hubURLs { empty("atom:link", ["rel": "hub", "href": hub]) }
    element("image") {
      $0.text("url", show.artwork.url)
      $0.text("title", PlainText.title(show.title))
      $0.text("link", show.pageURL)
    }
    channelITunes(show)
    channelPodcast(show)
  }

  private mutating func channelITunes(_ show: Show) {
    text("itunes:author", show.author)
    empty("itunes:image", ["href": show.artwork.url])
    for category in show.categories { itunesCategory(category) }
    text("itunes:explicit", show.isExplicit ? "true" : "false")
    text("itunes:type", show.type.rawValue)
    if let owner = show.owner {
      element("itunes:owner") {
        $0.text("itunes:name", owner.name)
        $0.text("itunes:email", owner.email)
      }
    }
    if show.isComplete { text("itunes:complete", "Yes") }
    if show.isBlocked { text("itunes:block", "Yes") }
    text("itunes:new-feed-url", show.newFeedURL)
  }

  private mutating func itunesCategory(_ category: PodcastCategory) {
    guard let subcategory = category.subcategory else {
      return empty("itunes:category", ["text": category.name])
    }
    element("itunes:category", ["text": category.name]) {
      $0.empty("itunes:category", ["text": subcategory])
    }
  }

  private mutating func channelPodcast(_ show: Show) {
    text("podcast:guid", show.guid?.description)
    // Said in every case: other hosts ask for it before they take a show over.
    let lock = show.lock ?? ImportLock(isLocked: false)
    text("podcast:locked", ["owner": lock.ownerEmail], lock.isLocked ? "yes" : "no")
    text("podcast:medium", show.medium?.rawValue)
    if show.isBlocked { text("podcast:block", "yes") }
    shared(
      people: show.people, locations: show.locations, license: show.license,
      fundings: show.fundings, textRecords: show.textRecords, images: show.images)
    for trailer in show.trailers { self.trailer(trailer) }
    if let frequency = show.updateFrequency {
      text(
        "podcast:updateFrequency",
        [
          "rrule": frequency.rule, "dtstart": frequency.start,
          "complete": frequency.isComplete ? "true" : nil,
        ],
        frequency.label)
    }
  }

  private mutating func trailer(_ trailer: Trailer) {
    text(
      "podcast:trailer",
      [
        "url": trailer.url,
        "pubdate": RFC822Date.text(unixSeconds: trailer.publishedUnixSeconds),
        "length": trailer.lengthBytes.map(String.init),
        "type": trailer.mediaType?.rawValue,
        "season": trailer.season.map(String.init),
      ],
      trailer.title)
  }
}

extension FeedPaging {
  /// The links a reader follows, in a fixed order.
  fileprivate var links: [(relation: String, url: String)] {
    let all = [
      ("first", firstURL), ("previous", previousURL), ("next", nextURL), ("last", lastURL),
    ]
    return all.compactMap { relation, url in url.map { (relation, $0) } }
  }
}
