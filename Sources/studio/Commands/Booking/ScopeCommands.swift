import ArgumentParser
import StudioBooking

/// A command that closes or opens the venue, a room or a unit.
protocol ScopeCommand: AnsweringCommand {
  static var kind: HoursException.Kind { get }
  var scope: HoursException.Scope { get }
  var options: ClosureOptions { get }
}

extension ScopeCommand {
  var data: DataOptions { options.desk.data }
  var output: OutputOptions { options.desk.output }

  func answer(at place: Workplace) async throws -> Answer {
    try await options.answer(Self.kind, scope, at: place)
  }
}

struct VenueClose: ScopeCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Closes the whole venue; says first whom that hits.")
  static let kind = HoursException.Kind.closure
  @OptionGroup var options: ClosureOptions
  var scope: HoursException.Scope { .venue }
}

struct VenueOpen: ScopeCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens the whole venue out of hours.")
  static let kind = HoursException.Kind.opening
  @OptionGroup var options: ClosureOptions
  var scope: HoursException.Scope { .venue }
}

struct SpaceClose: ScopeCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Closes a room; says first whom that hits.")
  static let kind = HoursException.Kind.closure
  @Argument(help: "The room, such as gaming.") var id: String
  @OptionGroup var options: ClosureOptions
  var scope: HoursException.Scope { .space(SpaceID(rawValue: id)) }
}

struct SpaceOpen: ScopeCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a room out of hours.")
  static let kind = HoursException.Kind.opening
  @Argument(help: "The room, such as gaming.") var id: String
  @OptionGroup var options: ClosureOptions
  var scope: HoursException.Scope { .space(SpaceID(rawValue: id)) }
}

struct UnitClose: ScopeCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Closes a unit; says first whom that hits.")
  static let kind = HoursException.Kind.closure
  @Argument(help: "The unit, such as PC-3.") var id: String
  @OptionGroup var options: ClosureOptions
  var scope: HoursException.Scope { .unit(UnitID(rawValue: id)) }
}

struct UnitOpen: ScopeCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a unit out of hours.")
  static let kind = HoursException.Kind.opening
  @Argument(help: "The unit, such as PC-3.") var id: String
  @OptionGroup var options: ClosureOptions
  var scope: HoursException.Scope { .unit(UnitID(rawValue: id)) }
}
