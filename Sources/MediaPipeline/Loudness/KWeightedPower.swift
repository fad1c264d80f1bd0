/// Sums the squares of K-weighted samples over short stretches, channels weighted and added.
///
/// Channels run in pairs, one pair to a vector of two doubles. Both filters have constant factors
/// that only scale the result (the high-pass's numerator is g·(1, −2, 1)); these are applied once
/// to the sum. What a stretch sums to does not depend on how its frames were handed over.
struct KWeightedPower {
  private let channels: [Int]
  private let weights: [Double]
  private let scale: Double
  private let filter: PairFilter
  private var states: [PairFilter.State]

  /// Prepares for one stream.
  ///
  /// - Parameters:
  ///   - weights: one a channel; channels of weight 0 cost nothing.
  ///   - weighting: the filters of the stream's sample rate.
  init(weights: [Double], weighting: KWeighting) {
    channels = weights.indices.filter { weights[$0] != 0 }
    self.weights = weights
    filter = PairFilter(weighting)
    let gain = weighting.shelf.b0 * weighting.highPass.b0
    scale = gain * gain
    states = Array(repeating: PairFilter.State(), count: (channels.count + 1) / 2)
  }

  /// Filters frames and adds their squares to the stretch under way.
  ///
  /// - Parameters:
  ///   - block: the frames; finite samples.
  ///   - frames: which of them.
  /// - Complexity: O(frames × channels), no allocation.
  mutating func add(_ block: AudioBlock, frames: Range<Int>) {
    for pair in states.indices {
      let left = channels[2 * pair]
      let right = channels[min(2 * pair + 1, channels.count - 1)]
      var state = states[pair]
      block.withChannel(left) { leftPlane in
        block.withChannel(right) { rightPlane in
          filter.run(leftPlane, rightPlane, frames: frames, state: &state)
        }
      }
      states[pair] = state
    }
  }

  /// The weighted sum of squares of the stretch under way.
  var stretchEnergy: Double {
    var energy = 0.0
    for (pair, state) in states.enumerated() {
      energy += weights[channels[2 * pair]] * state.sum[0]
      if 2 * pair + 1 < channels.count { energy += weights[channels[2 * pair + 1]] * state.sum[1] }
    }
    return energy * scale
  }

  /// Ends the stretch and begins the next.
  ///
  /// - Returns: the weighted sum of squares; 0 if a sample was not a number, in which case the
  ///   filters start afresh so that one bad sample does not silence the rest.
  mutating func closeStretch() -> Double {
    let energy = stretchEnergy
    for pair in states.indices { states[pair].beginStretch() }
    guard energy.isFinite else {
      for pair in states.indices { states[pair] = PairFilter.State() }
      return 0
    }
    return energy
  }
}
