import PodcastFeed

/// Turns a show and its episodes into the values that PodcastFeed writes.
struct FeedValues {
  let addresses: PublicAddresses

  func show(_ show: Show, lastChangedUTC: Int?) -> PodcastFeed.Show {
    let details = show.details
    var values = PodcastFeed.Show(
      title: details.title, descriptionHTML: details.summary, pageURL: addresses.page(of: show),
      feedURL: addresses.feed(of: show), language: details.language,
      categories: [details.category], isExplicit: details.explicit,
      artwork: artwork(details.artwork))
    values.author = details.author
    values.guid = show.podcastGUID.flatMap { PodcastGUID($0) }
    values.lock = nil
    values.generator = "Studio"
    values.lastChangedUnixSeconds = lastChangedUTC.map(Int64.init)
    return values
  }

  /// The feed's item; nil for an episode without a file or a date, which cannot be public.
  func episode(_ episode: Episode, in show: Show) -> PodcastFeed.Episode? {
    guard let deliverable = episode.render?.deliverables.first,
      let published = episode.publishedUTC,
      let mediaType = PodcastFeed.MediaType(rawValue: deliverable.mediaType)
    else { return nil }
    let details = episode.details
    var values = PodcastFeed.Episode(
      guid: episode.guid, title: details.title, notesHTML: details.notes,
      publishedUnixSeconds: Int64(published),
      enclosure: Enclosure(
        url: addresses.enclosure(of: episode, as: deliverable),
        lengthBytes: Int64(deliverable.bytes), mediaType: mediaType))
    values.pageURL = addresses.page(of: episode, in: show)
    values.durationSeconds = Int(deliverable.durationSeconds.rounded())
    values.number = details.number
    values.season = details.season
    values.type = EpisodeType(rawValue: details.kind.rawValue) ?? .full
    return values
  }

  private func artwork(_ artwork: StoredArtwork) -> Artwork {
    Artwork(
      url: addresses.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension),
      facts: artwork.facts)
  }
}
