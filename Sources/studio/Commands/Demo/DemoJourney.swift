import Foundation
import Localization
import MediaProtocol
import MediaWorker
import PodcastFeed
import StudioBooking
import StudioPublishing
import StudioStore

/// The steps of the demo, each printed with its figures.
struct DemoJourney {
  /// What the demo proves.
  struct Result {
    let feedURL: String
    let isOnTarget: Bool
  }

  /// How far the measured deliverable may be from its target, LU.
  private static let toleranceLU = 0.2

  private let place: Workplace
  private let inputs: DemoInputs
  private let language: Language

  init(data: DataOptions, inputs: DemoInputs, output: OutputOptions) async throws {
    let folder = DataFolder(data.folder)
    try DemoFolder.mark(folder.root)
    let store = try StudioDatabase.create(folder)
    try await store.apply(try SampleVenue.tiersLieu())
    try StudioConfiguration(baseURL: nil).write(to: folder)
    place = try await Workplace(data, output)
    self.inputs = inputs
    language = place.language
  }

  func run() async throws -> Result {
    let reservation = try await book()
    let session = try await checkIn(reservation)
    let episode = try await draft(in: session)
    let rendered = try await process(episode)
    let published = try await publish(rendered.episode)
    say(7, "session", ["session": "\(session.id)", "data": place.folder.root.path])
    return Result(
      feedURL: published.feedURL, isOnTarget: Self.isOnTarget(rendered.report))
  }

  private func book() async throws -> Reservation {
    let today = place.today
    let query = AvailabilityQuery(
      offering: OfferingID(rawValue: "podcast-studio"), firstDate: today, days: 14,
      durationMinutes: 120)
    let free = try await place.store.availability(query, at: place.now)
    guard let slot = free.slots.first else { throw UsageRefusal.nothingFree }
    let reservation = try await reserve(slot.start, for: "lea@example.be")
    say(
      1, "booked",
      [
        "reservation": "\(reservation.id)", "units": reservation.units.map(\.rawValue).joined(),
        "start": reservation.start.rfc3339, "end": reservation.end.rfc3339,
      ])
    do {
      _ = try await reserve(slot.start, for: "karim@example.be")
    } catch let refusal as Refusal {
      say(2, "refused", ["message": refusal.message(in: language)])
    }
    return reservation
  }

  private func reserve(_ start: ZonedInstant, for person: String) async throws -> Reservation {
    guard let time = RequestedTime(start.rfc3339), let person = PersonReference(text: person)
    else { throw UsageRefusal.nothingFree }
    let request = BookingRequest(
      offering: OfferingID(rawValue: "podcast-studio"), start: time, end: .afterMinutes(120),
      person: person)
    return try await place.store.reserve(request, by: .staff(nil), key: nil, at: place.now)
  }

  private func checkIn(_ reservation: Reservation) async throws -> RecordingSession {
    _ = try await place.store.change(
      .checkIn, reservation.id, by: .staff(nil), reason: nil, expectedVersion: nil, key: nil,
      at: place.now)
    var session = try await place.session(named: "\(reservation.id)")
    let original = try place.archive.add(inputs.recording)
    session = try await place.store.add(
      [NamedRecording(original, named: inputs.recording.lastPathComponent)], to: session.id,
      at: place.now)
    for (name, role) in [("Léa Dubois", "host"), ("Karim", "guest")] {
      session = try await place.store.record(
        Participant(name: name, role: role, consent: .given), in: session.id, at: place.now)
    }
    say(
      3, "recorded",
      [
        "session": "\(session.id)", "file": inputs.recording.lastPathComponent,
        "size": ByteText.text(original.bytes, in: language),
        "hash": "\(original.sha256.prefix(12))…",
      ])
    return session
  }

  private func draft(in session: RecordingSession) async throws -> StudioPublishing.Episode {
    guard let slug = Slug(rawValue: "demo"), let episodeSlug = Slug(rawValue: "reparer"),
      let category = PodcastCategory("Society & Culture")
    else { throw UsageRefusal.nothingFree }
    let artwork = try ArtworkIntake(place.archive)
      .add(inputs.cover)
    let show = try await place.publishingDesk.createShow(
      slug: slug,
      details: ShowDetails(
        title: "La voix du tiers-lieu",
        summary: "<p>Le podcast fait ici, par vous : voisines, bricoleurs, joueurs.</p>",
        language: "fr-BE", category: category, author: "Le tiers-lieu", explicit: false,
        artwork: artwork),
      at: place.now)
    let episode = try await place.store.createEpisode(
      show: show.id, slug: episodeSlug,
      details: EpisodeDetails(
        title: "Réparer plutôt que jeter",
        notes: "<p>Karim anime l'atelier de réparation du samedi matin.</p>", number: 1),
      session: session.id, at: place.now)
    say(4, "drafted", ["episode": "\(episode.id)", "guid": episode.guid])
    return episode
  }

  private func process(
    _ episode: StudioPublishing.Episode
  ) async throws -> (episode: StudioPublishing.Episode, report: RenderReport) {
    let rendered = try await place.render(episode, .named("podcast"))
    let report = rendered.report
    say(
      5, "processed",
      [
        "before": Decimal.text(report.input.integratedLUFS, in: language),
        "after": Decimal.text(report.deliverables.first?.verified.integratedLUFS, in: language),
        "peak": Decimal.text(report.deliverables.first?.verified.truePeakDBTP, in: language),
      ])
    Terminal.say("   " + Verdict.sentence(report, language))
    return rendered
  }

  private func publish(
    _ episode: StudioPublishing.Episode
  ) async throws -> (feedURL: String, enclosureURL: String) {
    let published = try await place.publishingDesk.publish(episode, at: place.now)
    let document = try await EpisodeDocument(published, in: place)
    guard let item = document.feedItem else { throw UsageRefusal.nothingFree }
    say(
      6, "published",
      [
        "page": document.url, "enclosure": item.enclosureURL,
        "size": ByteText.text(item.length, in: language),
      ])
    return (item.feedURL, item.enclosureURL)
  }

  /// Whether the file that was written, decoded again, keeps its loudness and its ceiling.
  private static func isOnTarget(_ report: RenderReport) -> Bool {
    guard let verified = report.deliverables.first?.verified,
      let loudness = verified.integratedLUFS,
      let peak = verified.truePeakDBTP
    else { return false }
    return abs(loudness - report.plan.targetLUFS) <= toleranceLU
      && peak <= report.plan.ceilingDBTP
  }

  private func say(_ number: Int, _ step: String, _ values: [String: String]) {
    Terminal.say("\(number). " + demoMessages.text("demo_\(step)", in: language, values))
  }
}

/// The sentences of the demo.
let demoMessages = MessageCatalogue([
  .french: PackageResources.demo_fr_json, .dutch: PackageResources.demo_nl_json,
  .german: PackageResources.demo_de_json, .english: PackageResources.demo_en_json,
])
