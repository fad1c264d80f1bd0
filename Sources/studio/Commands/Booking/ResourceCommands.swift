import ArgumentParser
import Localization
import StudioBooking

/// `studio space …`: the rooms.
struct SpaceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "space", abstract: "The rooms.",
    subcommands: [
      SpaceList.self, SpaceAdd.self, SpaceEdit.self, SpaceRetire.self, SpaceClose.self,
      SpaceOpen.self,
    ])
}

struct SpaceList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the rooms and what is in them.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) -> Answer {
    Answer(list: place.venue.spaces) { space in
      let units = space.units.map(\.id.rawValue).joined(separator: ", ")
      return "\(space.id)  \(space.name.text(in: place.language))  (\(units))"
    }
  }
}

/// `studio unit …`: the smallest bookable things.
struct UnitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unit", abstract: "Stations, rooms, people and kits that can be booked.",
    subcommands: [
      UnitList.self, UnitAdd.self, UnitEdit.self, UnitRetire.self, UnitClose.self, UnitOpen.self,
    ])
}

struct UnitList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the units, room by room.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) -> Answer {
    Answer(list: place.venue.units) { unit in
      "\(unit.id)  \(unit.name.text(in: place.language))  \(unit.kind)"
    }
  }
}

/// `studio offering …`: what people book.
struct OfferingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offering", abstract: "What people book.",
    subcommands: [OfferingList.self, OfferingPut.self, OfferingRetire.self])
}

struct OfferingList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the offerings with their lengths.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) -> Answer {
    Answer(list: place.venue.offerings) { offering in
      let lengths = offering.policy.durationMinutes
      return "\(offering.id)  \(offering.name.text(in: place.language))  "
        + HumanTime.duration(minutes: lengths.lowerBound) + " – "
        + HumanTime.duration(minutes: lengths.upperBound)
    }
  }
}
