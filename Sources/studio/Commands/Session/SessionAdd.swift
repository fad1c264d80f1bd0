import ArgumentParser
import Foundation
import StudioPublishing
import StudioStore

/// `studio session add`: keeps originals.
struct SessionAdd: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Adds recordings to a session; opens it first when the reservation has none yet.")
  @OptionGroup var target: SessionArgument
  @Argument(help: "The recordings, in order.") var files: [String]
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one file to add.") }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let originals = try await AudioIntake(place.archive).add(files.map { URL(filePath: $0) })
    let session = try await place.sessionToFill(named: target.session)
    return try await place.answer(
      try await place.store.add(originals, to: session.id, at: place.now))
  }
}
