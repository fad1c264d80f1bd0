/// Which part and which channels of the joined inputs are wanted; nil everywhere takes everything.
public struct InputSelection: Sendable, Hashable, Codable {
  /// Where to begin in the joined programme, seconds.
  public var fromSeconds: Double?
  /// Where to end in the joined programme, seconds; more than `fromSeconds`.
  public var toSeconds: Double?
  /// One or two channels to take, counted from 1: two become left and right.
  public var channels: [Int]?
  /// Which audio track of each input, counted from 1; nil takes the default or best one.
  public var track: Int?

  /// Selects.
  public init(
    fromSeconds: Double? = nil, toSeconds: Double? = nil, channels: [Int]? = nil,
    track: Int? = nil
  ) {
    self.fromSeconds = fromSeconds
    self.toSeconds = toSeconds
    self.channels = channels
    self.track = track
  }
}

/// What an input says about itself and an output carries over unless told otherwise.
public enum InputMetadata: String, Sendable, Hashable, Codable, CaseIterable {
  case tags, chapters, cover
}
