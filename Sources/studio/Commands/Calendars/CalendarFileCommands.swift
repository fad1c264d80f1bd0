import ArgumentParser
import Foundation
import Localization
import StudioBooking
import StudioPublishing
import StudioStore

/// A calendar file on disk.
enum CalendarFile {
  /// Reads a file another system wrote.
  ///
  /// - Throws: a refusal with code `bad_calendar`, or that the file cannot be read.
  static func read(_ path: String) throws -> ICalendarReader.Content {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw UsageRefusal.unreadableFile(path)
    }
    return try ICalendarReader.read(Array(bytes))
  }
}

/// `studio calendar import`: the bookings of another system.
struct CalendarImportCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Books the coming events of another system's export (.ics), once each.")
  @Argument(help: "The file.", completion: .file(extensions: ["ics"])) var file: String
  @Option(help: "What each event books, such as podcast-studio.") var offering: String
  @Option(help: "The unit of each event (default: the house chooses).") var unit: String?
  @Option(
    name: .customLong("for"), help: "Whom for: an e-mail address, a number (P-3) or a name.",
    transform: BookingArguments.person)
  var person: PersonReference
  @Option(
    help: "The last date to look at (default: a year from now).",
    transform: BookingArguments.date)
  var until: CivilDate?
  @Flag(help: "Leave out what cannot be booked.") var skip = false
  @Flag(
    name: [.customLong("dry-run"), .customLong("preview")], help: "Only say what would happen.")
  var dryRun = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let zone = place.venue.zone
    let end = zone.startOfDay((until ?? place.today.adding(days: 365)).adding(days: 1))
    guard end > place.now else { throw ValidationError("--until lies in the past.") }
    let events = ImportedEvents(
      try CalendarFile.read(file), zone: zone,
      window: UTCInterval(startUTC: place.now, endUTC: end))
    let outcome = try await place.store.importEvents(
      events,
      CalendarImportRequest(
        offering: OfferingID(rawValue: offering), unit: unit.map { UnitID(rawValue: $0) },
        person: person, skipping: skip, isDryRun: dryRun),
      by: .staff(nil), at: place.now)
    return Answer(outcome, lines: lines(outcome, place))
  }

  private func lines(_ outcome: CalendarImport, _ place: Workplace) -> [String] {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      seriesMessages.text(key, in: place.language, values)
    }
    let events = outcome.events.map { event -> String in
      let start = RFC3339.instant(event.startUTC).map {
        HumanTime.moment(place.venue.zone.zoned($0), in: place.language)
      }
      let state = say("import.\(event.state)", ["unit": event.conflict?.unit.rawValue ?? ""])
      return "  \(start ?? event.startUTC)  \(event.summary ?? "")  \(state)"
        + (event.reservation.map { "  \($0)" } ?? "")
    }
    let problems = outcome.problems.map {
      say("import.problem", ["uid": $0.uid, "line": $0.line])
    }
    let total = say(
      outcome.isDryRun ? "import.rehearsed" : "import.done",
      [
        "booked": String(outcome.count("booked")), "known": String(outcome.count("known")),
        "left": String(outcome.count("busy") + outcome.count("refused")),
      ])
    return events + problems + [total]
  }
}

/// `studio calendar import-days`: school holidays and other days that hours and series can name.
struct CalendarImportDays: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-days",
    abstract: "Reads the days of a calendar (.ics) under a name, such as conges-scolaires.")
  @Argument(help: "The file.", completion: .file(extensions: ["ics"])) var file: String
  @Option(name: .customLong("as"), help: "The name hours and --except will use.") var name: String
  @Flag(help: "Do it although reservations are on days that become closed.") var confirm = false
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !name.isEmpty, name.utf8.count <= 64,
      name.utf8.allSatisfy({
        $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
      })
    else { throw ValidationError("'\(name)' is not a short name such as conges-scolaires.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let calendar = try DayCalendar(
      name: name, importing: try CalendarFile.read(file), zone: place.venue.zone)
    let outcome = try await place.store.replaceCalendar(
      calendar, isConfirmed: confirm, by: .staff(nil), at: place.now)
    if !outcome.isDone { Terminal.warn(LifecycleText.text("resource.rehearsed", place)) }
    let last = calendar.lastDate.map { HumanTime.day($0, in: place.language) } ?? ""
    let done = seriesMessages.text(
      "days.done", in: place.language,
      ["name": name, "count": String(calendar.days.count), "last": last])
    return Answer(
      ImportedDays(calendar: calendar, effects: outcome.effects, isDone: outcome.isDone),
      lines: (outcome.isDone ? [done] : []) + LifecycleText.lines(outcome.effects, place))
  }
}

/// What `import-days` prints with --json.
private struct ImportedDays: Encodable {
  let calendar: DayCalendar
  let effects: [ResourceEffect]
  let isDone: Bool
}

/// `studio calendar invite`: one step of an invitation as a file.
struct CalendarInvite: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Prints the invitation (.ics) of a reservation: REQUEST, or CANCEL once it is off.")
  @Argument(help: "The reservation, such as R-17.", transform: BookingArguments.reservation)
  var reservation: ReservationID
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let host = URL(string: place.addresses.base)?.host() ?? "localhost"
    let organizer = CalendarEvent.Party(
      name: place.venue.name.text(in: place.language), email: "reservations@\(host)")
    let invitation = try await place.store.invitation(
      reservation, from: organizer, in: place.language, at: place.now)
    return Answer(
      ["fileName": invitation.fileName, "text": invitation.text], text: invitation.text)
  }
}

extension Answer {
  /// A file for stdout, printed as it is, byte for byte.
  ///
  /// A line gets its line feed when it is printed, so the last one keeps only its carriage return
  /// here.
  init(_ value: any Encodable, text: String) {
    let last = "\r\n"
    self.init(
      value, lines: [text.hasSuffix(last) ? String(text.dropLast(1)) + "\r" : text])
  }
}
