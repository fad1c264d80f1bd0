import ArgumentParser
import Foundation
import Localization
import StudioBooking
import StudioStore

/// A command that changes one room, unit or offering.
protocol EditingCommand: AnsweringCommand {
  var confirm: Bool { get }
  var desk: FrontDeskOptions { get }
  func edit() throws -> ResourceEdit
}

extension EditingCommand {
  var data: DataOptions { desk.data }
  var output: OutputOptions { desk.output }

  func answer(at place: Workplace) async throws -> Answer {
    let outcome = try await place.store.edit(
      try edit(), isConfirmed: confirm, by: place.staff(desk.by), at: place.now)
    if !outcome.isDone { Terminal.warn(LifecycleText.text("resource.rehearsed", place)) }
    return Answer(outcome, lines: LifecycleText.lines(outcome, place))
  }
}

struct SpaceAdd: EditingCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds a room.")
  @Argument(help: "The short name, such as gaming.") var id: String
  @Option(help: "What people read (default: the short name).") var name: String?
  @OptionGroup var desk: FrontDeskOptions
  var confirm: Bool { true }

  func edit() -> ResourceEdit {
    .addSpace(
      Space(id: SpaceID(rawValue: id), name: LocalizedText(name ?? id), hours: nil, units: []))
  }
}

struct SpaceEdit: EditingCommand {
  static let configuration = CommandConfiguration(commandName: "edit", abstract: "Renames a room.")
  @Argument(help: "The room, such as gaming.") var id: String
  @Option(help: "What people read.") var name: String
  @OptionGroup var desk: FrontDeskOptions
  var confirm: Bool { true }

  func edit() -> ResourceEdit { .renameSpace(SpaceID(rawValue: id), LocalizedText(name)) }
}

struct SpaceRetire: EditingCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Takes a room and what is in it out of booking.")
  @Argument(help: "The room, such as gaming.") var id: String
  @Flag(help: "Do it although reservations lose something.") var confirm = false
  @OptionGroup var desk: FrontDeskOptions

  func edit() -> ResourceEdit { .retireSpace(SpaceID(rawValue: id)) }
}

struct UnitAdd: EditingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds a unit; whole rooms booked already get it too.")
  @Argument(help: "The short name, such as PC-9.") var id: String
  @Option(help: "The room it is in.") var space: String
  @Option(help: "What it is: pc, console, technician, kit, …") var kind: String
  @Option(help: "What people read (default: the short name).") var name: String?
  @Option(help: "How many people it holds.") var capacity: Int?
  @Option(help: "An offering it takes part in from now on; may be repeated.")
  var into: [String] = []
  @OptionGroup var desk: FrontDeskOptions
  var confirm: Bool { true }

  func edit() -> ResourceEdit {
    .addUnit(
      BookableUnit(
        id: UnitID(rawValue: id), name: LocalizedText(name ?? id), kind: kind,
        capacity: capacity), to: SpaceID(rawValue: space),
      into: into.map { OfferingID(rawValue: $0) })
  }
}

struct UnitEdit: EditingCommand {
  static let configuration = CommandConfiguration(commandName: "edit", abstract: "Changes a unit.")
  @Argument(help: "The unit, such as PC-3.") var id: String
  @Option(help: "What people read.") var name: String?
  @Option(help: "What it is: pc, console, technician, kit, …") var kind: String?
  @Option(help: "How many people it holds.") var capacity: Int?
  @Option(help: "The room it moves to.") var space: String?
  @OptionGroup var desk: FrontDeskOptions
  var confirm: Bool { true }

  func edit() -> ResourceEdit {
    .editUnit(
      UnitID(rawValue: id), name: name.map { LocalizedText($0) }, kind: kind, capacity: capacity,
      space: space.map { SpaceID(rawValue: $0) })
  }
}

struct UnitRetire: EditingCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Takes a unit out of booking; lists who is on it.")
  @Argument(help: "The unit, such as PC-3.") var id: String
  @Flag(help: "Do it although reservations lose something.") var confirm = false
  @OptionGroup var desk: FrontDeskOptions

  func edit() -> ResourceEdit { .retireUnit(UnitID(rawValue: id)) }
}

struct OfferingPut: EditingCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Adds an offering, or replaces the one of that name, from a file.",
    discussion: "The file holds one element of “offerings” as “studio venue export” prints it.",
    aliases: ["add"])
  @Argument(help: "The file.", completion: .file(extensions: ["json"])) var file: String
  @Flag(help: "Do it although reservations lose something.") var confirm = false
  @OptionGroup var desk: FrontDeskOptions

  func edit() throws -> ResourceEdit {
    .putOffering(try VenueFile.read(Offering.self, file, key: "offering.bad"))
  }
}

struct OfferingRetire: EditingCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Takes an offering out of booking; its reservations stay.")
  @Argument(help: "The offering, such as gaming-station.") var id: String
  @Flag(help: "Do it although it has reservations.") var confirm = false
  @OptionGroup var desk: FrontDeskOptions

  func edit() -> ResourceEdit { .retireOffering(OfferingID(rawValue: id)) }
}
