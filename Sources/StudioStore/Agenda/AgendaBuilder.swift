import Foundation
import Localization
public import StudioBooking
public import StudioPublishing

/// Writes the public agenda under `public/agenda/` when what is announced has changed.
///
/// Every file appears by rename, the feed last, then the stamp; a reader never meets half a file,
/// and a build that was interrupted is done again by the next one.
public struct AgendaBuilder: Sendable {
  private let folder: DataFolder
  private let store: StudioDatabase
  private let addresses: PublicAddresses
  private let languages: [Language]

  /// Prepares a builder.
  ///
  /// - Parameters:
  ///   - folder: the data folder.
  ///   - store: what is announced.
  ///   - addresses: the public URLs.
  ///   - venue: whose languages the pages are written in.
  public init(
    folder: DataFolder, store: StudioDatabase, addresses: PublicAddresses, venue: Venue
  ) {
    self.folder = folder
    self.store = store
    self.addresses = addresses
    languages = venue.languages.isEmpty ? [.french] : venue.languages
  }

  private var agendaFolder: URL { folder.publicFiles.appending(path: "agenda") }
  private var stamp: URL { agendaFolder.appending(path: ".version") }

  /// Writes the agenda when it lags behind: after a change, on a new day, under a new address.
  ///
  /// Nothing is written before the first announcement.
  ///
  /// - Parameter nowUTC: the present; what is over is left out.
  /// - Returns: whether it was written.
  /// - Throws: `LockBusy`, a file's or the store's error; the old files then still stand.
  @discardableResult
  public func buildIfBehind(at nowUTC: Int) async throws -> Bool {
    let zone = try await store.venue().zone
    guard try await isBehind(nowUTC, zone) else { return false }
    let lock = try await offPool { [agendaFolder] in
      try DurableFile.makeFolder(agendaFolder)
      return try FileLock(agendaFolder.appending(path: ".lock")).hold()
    }
    defer { lock.release() }
    // Read again under the lock: whoever waited finds the work done, and the last one writes the
    // newest state.
    guard try await isBehind(nowUTC, zone) else { return false }
    let version = try await store.agendaVersion()
    let agenda = try await store.agenda(at: nowUTC)
    let mark = mark(version, nowUTC, zone)
    try await offPool { try write(agenda, mark: mark) }
    return true
  }

  private func isBehind(_ nowUTC: Int, _ zone: VenueZone) async throws -> Bool {
    let version = try await store.agendaVersion()
    guard version > 0 else { return false }
    guard FileManager.default.fileExists(atPath: stamp.path) else { return true }
    return try String(contentsOf: stamp, encoding: .utf8) != mark(version, nowUTC, zone)
  }

  private func mark(_ version: Int, _ nowUTC: Int, _ zone: VenueZone) -> String {
    "\(version) \(zone.local(atUTC: nowUTC).date) \(addresses.base)"
  }

  private func write(_ agenda: Agenda, mark: String) throws {
    let own = languages[0]
    try place(AgendaPage.stylesheet, at: "agenda/agenda.css")
    for language in languages {
      let page = AgendaPage(
        agenda, in: language, languages: languages, base: addresses.base,
        stylesheet: "\(addresses.base)/agenda/agenda.css")
      try place(page.html, at: AgendaPage.path(in: language, own: own) + "index.html")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try place(
      String(decoding: try encoder.encode(agenda), as: UTF8.self) + "\n",
      at: "agenda/agenda.json")
    try place(
      AgendaCalendar(agenda, in: own, base: addresses.base).text, at: "agenda/agenda.ics")
    try place(
      AgendaFeed(agenda, in: own, base: addresses.base).xml, at: "agenda/feed.xml")
    try place(mark, at: "agenda/.version")
  }

  private func place(_ text: String, at path: String) throws {
    let file = folder.publicFiles.appending(path: path)
    try DurableFile.place(Array(text.utf8), as: file, temporary: folder.temporary)
  }
}
