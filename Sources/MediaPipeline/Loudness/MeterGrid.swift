/// The fixed grid of chunks on which a stream is metered.
///
/// A chunk is metered from its own frames and those around it, so that every figure depends on the
/// stream alone, never on block sizes or threads. It has eight lanes of whole seconds that are
/// filtered side by side, each after a warm-up of its own.
struct MeterGrid: Sendable {
  /// Frames per second.
  let sampleRate: Int
  /// Frames of one lane: one or two seconds.
  let laneFrames: Int
  /// Frames of each step of a lane, its warm-up before it.
  let stepFrames: [UInt32]
  /// Frames before a chunk that its first lane warms up on.
  let historyFrames: Int
  /// Frames behind a chunk that interpolation and a peak group that begins in it look at.
  let marginFrames: Int

  /// Lanes of a chunk (`SK_LANES`).
  static let lanes = 8
  /// Steps of 10 ms to warm up: after 200 ms what a filter remembers of its start is 427 dB down,
  /// far below the rounding of a double (the high-pass's poles have the radius 0.995 at 48 kHz;
  /// time constants are the same at all rates).
  static let warmUpSteps = 20
  /// Steps of a second.
  static let stepsPerSecond = 100
  /// Samples a second from which a lane has one second instead of two, which bounds memory.
  private static let manySamples = 200_000

  /// Makes the grid of a format.
  init(_ format: AudioFormat) {
    let rate = format.sampleRate
    sampleRate = rate
    let seconds = rate * format.channelCount <= Self.manySamples ? 2 : 1
    laneFrames = seconds * rate
    // Steps differ by a frame where the rate is no multiple of 100; whole seconds repeat.
    let second = (0..<Self.stepsPerSecond).map { step in
      UInt32(Self.boundary(step + 1, sampleRate: rate) - Self.boundary(step, sampleRate: rate))
    }
    let warmUp = Array(second.suffix(Self.warmUpSteps))
    stepFrames = warmUp + Array(Array(repeating: second, count: seconds).joined())
    historyFrames = Int(warmUp.reduce(0, +))
    marginFrames =
      PeakMap.framesInGroup(sampleRate: rate) + InterSamplePeaks.framesInGroup
      + InterSamplePeaks.margin
  }

  /// Frames of a chunk.
  var chunkFrames: Int { Self.lanes * laneFrames }
  /// Frames of a chunk with what is around it.
  var bufferFrames: Int { historyFrames + chunkFrames + marginFrames }
  /// Steps of a lane without its warm-up.
  var laneSteps: Int { stepFrames.count - Self.warmUpSteps }

  /// The frame at which a step begins: the one nearest to `step` × 10 ms.
  func boundary(_ step: Int) -> Int { Self.boundary(step, sampleRate: sampleRate) }

  private static func boundary(_ step: Int, sampleRate: Int) -> Int {
    (step * sampleRate + 50) / 100
  }

  /// How many steps end at or before a frame.
  func completeSteps(_ frames: Int) -> Int {
    let near = frames * Self.stepsPerSecond / sampleRate
    return boundary(near + 1) <= frames ? near + 1 : boundary(near) <= frames ? near : near - 1
  }
}
