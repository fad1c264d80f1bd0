import ArgumentParser
import StudioBooking
import StudioStore

/// `studio waitlist …`: people who wait for a full time.
struct WaitlistCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waitlist", abstract: "People who wait for a full time, first come first served.",
    subcommands: [WaitlistJoin.self, WaitlistList.self, WaitlistLeave.self, WaitlistAccept.self])
}

struct WaitlistJoin: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Waits for a full time; what frees is offered in order.")
  @Argument(help: "The offering, such as podcast-studio.") var offering: String
  @Option(help: "When it starts, in the venue's time.", transform: BookingArguments.time)
  var start: RequestedTime
  @Option(help: "How long (default: the usual length).", transform: BookingArguments.minutes)
  var duration: Int?
  @Option(
    name: .customLong("for"), help: "Whom for: an e-mail address, a number (P-3) or a name.",
    transform: BookingArguments.person)
  var person: PersonReference
  @Option(help: "How many people.") var people: Int?
  @OptionGroup var behalf: BehalfOptions
  @OptionGroup var options: FrontDeskOptions

  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func answer(at place: Workplace) async throws -> Answer {
    let entry = try await place.store.joinWaitlist(
      BookingRequest(
        offering: OfferingID(rawValue: offering), start: start,
        end: duration.map { .afterMinutes($0) } ?? .usual, person: person, people: people,
        behalf: behalf.value),
      by: place.staff(options.by), key: options.key, at: place.now)
    return Answer(entry, lines: [LifecycleText.line(entry, place)])
  }
}

struct WaitlistList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists who waits and who has an offer.")
  @Argument(help: "The offering (default: all).") var offering: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let entries = try await place.store.waitlist(
      of: offering.map { OfferingID(rawValue: $0) }, for: .staff(nil), at: place.now)
    return Answer(list: entries, none: LifecycleText.text("waitlist.none", place)) {
      LifecycleText.line($0, place)
    }
  }
}

struct WaitlistLeave: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Leaves the list, or declines the offer.")
  @Argument(help: "The entry, such as W-3.", transform: BookingArguments.waitlist)
  var entry: WaitlistID
  @OptionGroup var options: FrontDeskOptions

  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func answer(at place: Workplace) async throws -> Answer {
    let left = try await place.store.leaveWaitlist(
      entry, by: place.staff(options.by), key: options.key, at: place.now)
    return Answer(left, lines: [LifecycleText.line(left, place)])
  }
}

struct WaitlistAccept: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Takes the offer.")
  @Argument(help: "The entry, such as W-3.", transform: BookingArguments.waitlist)
  var entry: WaitlistID
  @OptionGroup var options: FrontDeskOptions

  var data: DataOptions { options.data }
  var output: OutputOptions { options.output }

  func answer(at place: Workplace) async throws -> Answer {
    let booked = try await place.store.acceptOffer(
      entry, by: place.staff(options.by), key: options.key, at: place.now)
    return DeskText.answer(booked, place)
  }
}
