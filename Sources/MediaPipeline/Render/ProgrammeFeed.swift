/// Cuts the programme into the segments of a render, at every rate wanted, from one decode.
///
/// Not `Sendable`: it belongs to the step that produces segments.
struct ProgrammeFeed: ~Copyable {
  private var programme: Programme
  private var streams: [RateStream] = []

  /// Opens the inputs.
  ///
  /// - Parameters:
  ///   - programme: at its first frame.
  ///   - grids: for each stream the segments; all of the same number.
  init(_ programme: consuming Programme, grids: [SegmentGrid]) throws(MediaError) {
    let format = programme.format
    self.programme = programme
    var needs: [Int: [[Range<Int>]]] = [:]
    for grid in grids { needs[grid.sampleRate, default: []].append(grid.needs) }
    for (rate, ranges) in needs.sorted(by: { $0.key < $1.key }) {
      streams.append(
        RateStream(
          sampleRate: rate, channelCount: format.channelCount, segments: Self.hull(ranges),
          resampler: rate == format.sampleRate
            ? nil
            : try Resampler(
              channelCount: format.channelCount, from: format.sampleRate, to: rate)))
    }
  }

  /// How much of the inputs is read, 0…1.
  var fraction: Double { programme.fraction }

  /// Reads on until the next segment is complete at every rate.
  ///
  /// - Parameter segment: segments must be asked for in order, from 0.
  /// - Returns: its sound; frames that the programme no longer has are missing at its end.
  /// - Throws: ``MediaError`` about an input.
  mutating func sound(of segment: Int) throws(MediaError) -> SegmentSound {
    while !streams.allSatisfy({ $0.holds(segment) }) {
      let block = try programme.next()
      for index in streams.indices { try streams[index].take(block) }
      if block == nil { break }
    }
    var stretches: [Int: SegmentSound.Stretch] = [:]
    for index in streams.indices {
      stretches[streams[index].sampleRate] = streams[index].give(segment)
    }
    return SegmentSound(stretches: stretches)
  }

  /// The smallest ranges that hold those of every grid.
  private static func hull(_ grids: [[Range<Int>]]) -> [Range<Int>] {
    guard var hull = grids.first else { return [] }
    for grid in grids.dropFirst() {
      for index in hull.indices {
        hull[index] =
          min(
            hull[index].lowerBound, grid[index].lowerBound)..<max(
            hull[index].upperBound, grid[index].upperBound)
      }
    }
    return hull
  }
}

/// The programme at one rate, from the first frame that a coming segment still needs.
private final class RateStream {
  let sampleRate: Int
  private let segments: [Range<Int>]
  private let resampler: Confined<Resampler?>
  private var waiting: AudioBlock
  private var firstWaiting = 0
  private var hasEnded = false

  init(
    sampleRate: Int, channelCount: Int, segments: [Range<Int>], resampler: consuming Resampler?
  ) {
    self.sampleRate = sampleRate
    self.segments = segments
    self.resampler = Confined(resampler)
    waiting = AudioBlock(channelCount: channelCount)
  }

  /// Whether all frames of a segment are here, as far as there are any.
  func holds(_ segment: Int) -> Bool {
    hasEnded || firstWaiting + waiting.frameCount >= segments[segment].upperBound
  }

  /// Takes the next frames of the programme, `nil` at its end.
  func take(_ block: AudioBlock?) throws(MediaError) {
    guard let block else {
      if let rest = try resampler.value?.finish() { waiting.append(contentsOf: rest) }
      hasEnded = true
      return
    }
    waiting.append(contentsOf: try resampler.value?.process(block) ?? block)
  }

  /// Gives a segment's frames and forgets those that no later one needs.
  func give(_ segment: Int) -> SegmentSound.Stretch {
    let end = firstWaiting + waiting.frameCount
    let wanted = segments[segment].clamped(to: firstWaiting..<end)
    let stretch = SegmentSound.Stretch(
      firstFrame: wanted.lowerBound,
      block: waiting.slice(wanted.lowerBound - firstWaiting..<wanted.upperBound - firstWaiting))
    let next = segment + 1 < segments.count ? segments[segment + 1].lowerBound : end
    waiting.dropFirst(min(end, next) - firstWaiting)
    firstWaiting = min(end, next)
    return stretch
  }
}
