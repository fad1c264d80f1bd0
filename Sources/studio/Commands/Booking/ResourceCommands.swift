import ArgumentParser
import Localization
import StudioBooking

/// `studio space …`: the rooms.
struct SpaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "space", abstract: "The rooms.", subcommands: [SpaceList.self])
}

struct SpaceList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the rooms and what is in them.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await BookingDeskPlace.run(data, output) { place in
      if output.json { return try Terminal.sayJSON(place.venue.spaces) }
      for space in place.venue.spaces {
        let units = space.units.map(\.id.rawValue).joined(separator: ", ")
        Terminal.say("\(space.id)  \(space.name.text(in: place.language))  (\(units))")
      }
    }
  }
}

/// `studio unit …`: the smallest bookable things.
struct UnitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unit", abstract: "Stations, rooms, people and kits that can be booked.",
    subcommands: [UnitList.self])
}

struct UnitList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the units, room by room.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await BookingDeskPlace.run(data, output) { place in
      if output.json { return try Terminal.sayJSON(place.venue.units) }
      for space in place.venue.spaces {
        for unit in space.units {
          Terminal.say("\(unit.id)  \(unit.name.text(in: place.language))  \(unit.kind)")
        }
      }
    }
  }
}

/// `studio offering …`: what people book.
struct OfferingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offering", abstract: "What people book.", subcommands: [OfferingList.self])
}

struct OfferingList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the offerings with their lengths.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await BookingDeskPlace.run(data, output) { place in
      if output.json { return try Terminal.sayJSON(place.venue.offerings) }
      for offering in place.venue.offerings {
        let lengths = offering.policy.durationMinutes
        Terminal.say(
          "\(offering.id)  \(offering.name.text(in: place.language))  "
            + HumanTime.duration(minutes: lengths.lowerBound) + " – "
            + HumanTime.duration(minutes: lengths.upperBound))
      }
    }
  }
}
