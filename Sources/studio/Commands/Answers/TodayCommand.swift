import ArgumentParser
import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// `studio today`: what staff should know, at a glance.
struct TodayCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "The day at a glance: to approve, arriving, late, out of order, unfinished.")
  @Option(help: "Columns of text (default: the terminal's).") var width: Int?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let now = place.now
    let facts = try await place.store.today(at: now)
    let free = try FileManager.default.attributesOfFileSystem(forPath: place.folder.root.path)
    let document = TodayDocument(
      facts: facts, now: place.venue.zone.zoned(now),
      freeBytes: (free[.systemFreeSize] as? Int) ?? 0)
    return Answer(
      document,
      lines: TodayText(document, place.venue.zone, place.language).lines
        .map { TextColumns.elided($0, into: TerminalSurface(width: width).width) })
  }
}

/// What `today --json` prints: the store's facts and the machine's.
struct TodayDocument: Encodable {
  let facts: TodayFacts
  let now: ZonedInstant
  let freeBytes: Int

  private enum CodingKeys: String, CodingKey { case now, diskFreeBytes }

  func encode(to encoder: any Encoder) throws {
    try facts.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(now.rfc3339, forKey: .now)
    try container.encode(freeBytes, forKey: .diskFreeBytes)
  }
}

/// The day in one line a question.
struct TodayText {
  private let document: TodayDocument
  private let zone: VenueZone
  private let language: Language

  init(_ document: TodayDocument, _ zone: VenueZone, _ language: Language) {
    self.document = document
    self.zone = zone
    self.language = language
  }

  /// The lines, always the same ones in the same order.
  var lines: [String] {
    let facts = document.facts
    let head =
      HumanTime.longDay(facts.date, in: language) + ", " + ClockLabel.text(document.now, in: zone)
    return [
      head,
      line("approve", facts.toApprove.map { "\($0.id) \(moment($0.start)) \(what($0))" }),
      line("arriving", facts.arriving.map { "\(ClockLabel.text($0.start, in: zone)) \(what($0))" }),
      line(
        "late", facts.late.map { "\(ClockLabel.text($0.start, in: zone)) \($0.id) \(what($0))" }),
      line("present", facts.present.map { "\(what($0)) → \(ClockLabel.text($0.end, in: zone))" }),
      line("free", facts.freeNow.map(\.rawValue)),
      line(
        "outOfOrder",
        facts.outOfOrder.map { thing in
          "\(thing.name) → \(moment(thing.until))" + (thing.reason.map { " (\($0))" } ?? "")
        }),
      line("sessions", facts.sessionsWithoutFile.map { "\($0.id) \($0.name)" }),
      line("scheduled", facts.scheduledEpisodes.map { "\(moment($0.at)) \($0.name)" }),
      viewMessages.text(
        "today.disk", in: language, ["free": ByteText.text(document.freeBytes, in: language)]),
    ]
  }

  private func line(_ key: String, _ items: [String]) -> String {
    let label = viewMessages.text("today.\(key)", in: language)
    guard !items.isEmpty else { return "\(label) –" }
    return "\(label) \(items.count)  " + items.joined(separator: ", ")
  }

  private func what(_ item: TodayFacts.Item) -> String {
    "\(item.name) (\(item.units.map(\.rawValue).joined(separator: " ")))"
  }

  private func moment(_ instant: ZonedInstant) -> String {
    let clock = ClockLabel.text(instant, in: zone)
    return instant.local.date == document.facts.date
      ? clock : HumanTime.shortDay(instant.local.date, in: language) + " " + clock
  }
}
