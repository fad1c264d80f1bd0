import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// An episode as JSON: the contract of `episode …` (DESIGN §7), and what it was made from.
struct EpisodeDocument: Encodable {
  struct RenderDocument: Encodable {
    let id: PublicID
    let finished: String
    let folder: String
    let deliverables: [Deliverable]
    let report: ReportText
  }
  struct FeedItem: Encodable {
    let feedURL: String
    let guid: String
    let enclosureURL: String
    let length: Int
  }

  let id: PublicID
  let guid: String
  let show: Slug
  let slug: Slug
  let title: String
  let status: EpisodeStatus
  let session: SessionID?
  let published: String?
  let scheduled: String?
  let note: String?
  let chapters: Int
  let transcript: TranscriptFacts?
  let url: String
  let previewURL: String?
  let enclosureURL: String?
  let length: Int?
  let durationSeconds: Double?
  let recording: Recording?
  let render: RenderDocument?
  let feedItem: FeedItem?

  init(_ episode: Episode, in place: Workplace) async throws {
    let show = try await place.store.show(id: episode.showID)
    let addresses = place.addresses
    let deliverable = episode.render?.deliverables.first
    let enclosure = deliverable.map { addresses.enclosure(of: episode, as: $0) }
    id = episode.id
    guid = episode.guid
    self.show = show.slug
    slug = episode.slug
    title = episode.details.title
    status = episode.status
    session = episode.sessionID
    published = episode.publishedUTC.map(RFC3339.utc)
    scheduled = episode.scheduledUTC.map { place.venue.zone.zoned($0).rfc3339 }
    note = episode.note
    chapters = episode.details.chapters.count
    transcript = episode.details.transcript
    url = addresses.page(of: episode, in: show)
    let language = Language(tag: show.details.language) ?? .french
    previewURL =
      episode.status == .published
      ? nil
      : try await place.store.preview(of: episode.id).map { addresses.page(of: $0, in: language) }
    enclosureURL = enclosure
    length = deliverable?.bytes
    durationSeconds = deliverable?.durationSeconds
    recording = episode.recording
    render = episode.render.map { render in
      RenderDocument(
        id: render.id, finished: RFC3339.utc(render.finishedUTC),
        folder: place.folder.renders.appending(path: render.id.rawValue).path,
        deliverables: render.deliverables, report: ReportText(json: render.report))
    }
    if episode.status == .published, let deliverable, let enclosure {
      feedItem = FeedItem(
        feedURL: addresses.feed(of: show), guid: episode.guid, enclosureURL: enclosure,
        length: deliverable.bytes)
    } else {
      feedItem = nil
    }
  }
}

/// A stored JSON document that goes out as the object it is.
struct ReportText: Encodable {
  let json: String

  func encode(to encoder: any Encoder) throws {
    try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8)).encode(to: encoder)
  }
}
