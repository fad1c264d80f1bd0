import Foundation
import PodcastFeed

/// Turns a show and its episodes into the values that PodcastFeed writes.
struct FeedValues {
  let addresses: PublicAddresses

  /// The feed's channel.
  ///
  /// - Parameters:
  ///   - show: the show.
  ///   - changedUTC: when its content last changed.
  ///   - trailers: published trailers, newest first.
  /// - Returns: the channel's values.
  func show(_ show: Show, changedUTC: Int?, trailers: [Episode] = []) -> PodcastFeed.Show {
    let details = show.details
    var values = PodcastFeed.Show(
      title: details.title, descriptionHTML: details.summary, pageURL: addresses.page(of: show),
      feedURL: addresses.feed(of: show), language: details.language,
      categories: [details.category] + details.moreCategories, isExplicit: details.explicit,
      artwork: artwork(details.artwork))
    values.images = [image(details.artwork, of: details.title)]
    values.author = details.author
    values.guid = show.podcastGUID.flatMap { PodcastGUID($0) }
    values.lock = details.lock
    values.owner = details.owner
    values.type = details.type
    values.isComplete = details.isComplete
    values.isBlocked = details.isBlocked
    values.newFeedURL = show.movedUTC == nil ? nil : addresses.feed(of: show)
    values.copyright = details.copyright
    values.generator = "Studio"
    values.lastChangedUnixSeconds = changedUTC.map(Int64.init)
    values.hubURLs = details.hubURLs
    values.people = details.people
    values.locations = details.locations
    values.license = details.license
    values.fundings = details.fundings
    values.textRecords = details.textRecords
    values.trailers = trailers.compactMap(trailer)
    values.medium = details.medium
    values.updateFrequency = details.updateFrequency
    return values
  }

  /// The feed's item; nil for an episode without a file or a date, which cannot be public.
  func episode(
    _ episode: Episode, in show: Show, files: EpisodeFiles
  ) -> PodcastFeed.Episode? {
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
    values.durationSeconds = ITunesDuration.seconds(exactSeconds: deliverable.durationSeconds)
    values.isExplicit = details.explicit
    values.artwork = details.artwork.map(artwork)
    values.images = details.artwork.map { [image($0, of: details.title)] } ?? []
    values.appTitle = details.appTitle
    values.number = details.number
    values.numberLabel = details.numberLabel
    values.season = details.season
    values.seasonName = details.season.flatMap { show.details.seasonNames[$0] }
    values.type = EpisodeType(rawValue: details.kind.rawValue) ?? .full
    values.isBlocked = details.isBlocked
    values.people = details.people
    values.soundbites = details.soundbites
    values.locations = details.locations
    values.license = details.license
    values.fundings = details.fundings
    values.textRecords = details.textRecords
    fill(&values, from: files, of: episode)
    values.alternateEnclosures = alternates(of: episode)
    return values
  }

  private func fill(
    _ values: inout PodcastFeed.Episode, from files: EpisodeFiles, of episode: Episode
  ) {
    values.chapters = episode.audibleChapters
    values.chaptersURL = files.chapters.map { addresses.sideFile(named: $0.name) }
    values.transcripts = files.transcripts.map { format, file in
      TranscriptReference(
        url: addresses.sideFile(named: file.name), format: format,
        language: episode.details.transcript?.language,
        isCaptions: format == .webVTT || format == .subRip)
    }
  }

  /// The other deliverables at addresses that never change their bytes, so that each is what its
  /// integrity says, also in a feed an app read before the audio was made anew.
  private func alternates(of episode: Episode) -> [AlternateEnclosure] {
    let others = episode.render?.deliverables.dropFirst() ?? []
    return others.compactMap { deliverable in
      guard let type = PodcastFeed.MediaType(rawValue: deliverable.mediaType) else { return nil }
      return AlternateEnclosure(
        url: addresses.mediaFile(deliverable), mediaType: type,
        lengthBytes: Int64(deliverable.bytes), bitRate: deliverable.bitRate,
        title: deliverable.fileExtension.uppercased(), codecs: type.codecs,
        integrity: Hexadecimal.bytes(deliverable.sha256).map {
          "sha256-" + Data($0).base64EncodedString()
        })
    }
  }

  private func trailer(_ episode: Episode) -> Trailer? {
    guard let deliverable = episode.render?.deliverables.first,
      let published = episode.publishedUTC
    else { return nil }
    return Trailer(
      title: String(PlainText.title(episode.details.title).prefix(128)),
      url: addresses.enclosure(of: episode, as: deliverable),
      publishedUnixSeconds: Int64(published), lengthBytes: Int64(deliverable.bytes),
      mediaType: PodcastFeed.MediaType(rawValue: deliverable.mediaType),
      season: episode.details.season)
  }

  /// The cover once more, with what apps need to choose it and to describe it.
  private func image(_ artwork: StoredArtwork, of title: String) -> FeedImage {
    FeedImage(
      url: addresses.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension),
      alternativeText: PlainText.title(title), aspectRatio: "1/1",
      widthPixels: artwork.facts.widthPixels, heightPixels: artwork.facts.heightPixels,
      mediaType: artwork.facts.format == .png ? .png : .jpeg, purpose: "artwork")
  }

  private func artwork(_ artwork: StoredArtwork) -> Artwork {
    Artwork(
      url: addresses.sideFile(sha256: artwork.sha256, fileExtension: artwork.fileExtension),
      facts: artwork.facts)
  }
}

extension PodcastFeed.MediaType {
  /// The codecs parameter of RFC 6381; nil where the type says it all.
  fileprivate var codecs: String? {
    switch self {
    case .opus: "opus"
    case .m4a, .mp4Audio: "mp4a.40.2"
    default: nil
    }
  }
}
