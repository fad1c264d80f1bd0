import ArgumentParser
import MediaProtocol

/// Which part and which channels of the recordings to take.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: "Begin here in the joined recordings: 1:02:03.5, 12:30 or 90s.",
    transform: SelectionOptions.time)
  var from: Double?
  @Option(help: "End here: as --from.", transform: SelectionOptions.time) var to: Double?
  @Option(
    help: "Take these channels only: 1,2 (left, right) or 3 (mono).",
    transform: SelectionOptions.channels)
  var channels: [Int]?
  @Option(
    name: .customLong("audio-track"), help: "Take this audio track of each file, counted from 1.")
  var track: Int?

  /// What the worker is asked for; nil takes everything.
  var values: InputSelection? {
    guard from != nil || to != nil || channels != nil || track != nil else { return nil }
    return InputSelection(fromSeconds: from, toSeconds: to, channels: channels, track: track)
  }

  func validate() throws {
    if let to, to <= from ?? 0 {
      throw ValidationError("--to must be later than --from, and than 0.")
    }
    if let track, !(1...16).contains(track) {
      throw ValidationError("'\(track)' is not a track: they are counted from 1 to 16.")
    }
  }

  private static func time(_ text: String) throws -> Double {
    guard let seconds = MediaTime.seconds(text) else {
      throw ValidationError("'\(text)' is not a time: write 1:02:03.5, 12:30 or 90s.")
    }
    return seconds
  }

  static func channels(_ text: String) throws -> [Int] {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let channels = numbers.compactMap(\.self)
    guard channels.count == numbers.count, (1...2).contains(channels.count),
      channels.allSatisfy({ (1...64).contains($0) })
    else {
      throw ValidationError(
        "'\(text)' names no channels: write one or two numbers from 1 to 64, such as 1,2 or 3.")
    }
    return channels
  }
}
