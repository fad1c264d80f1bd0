/// Cuts the programme into the segments of a render, at every rate wanted, from one decode.
///
/// Not `Sendable`: it belongs to the step that produces segments.
struct ProgrammeFeed: ~Copyable {
  private var programme: Programme
  private var streams: [RateStream] = []
  private var given = 0

  /// Opens the inputs.
  ///
  /// - Parameters:
  ///   - programme: at its first frame.
  ///   - grids: for each stream the segments; all of the same number.
  /// - Throws: ``MediaError`` when a rate cannot be made.
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
    precondition(segment == given, "segments are given in order")
    given += 1
    while !streams.allSatisfy(\.isComplete) {
      let block = try programme.next()
      for index in streams.indices { try streams[index].take(block) }
      if block == nil { break }
    }
    var stretches: [Int: SegmentSound.Stretch] = [:]
    for index in streams.indices {
      stretches[streams[index].sampleRate] = streams[index].give()
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

/// The programme at one rate, cut into segments that may overlap.
private final class RateStream {
  let sampleRate: Int
  private let segments: [Range<Int>]
  private let resampler: Confined<Resampler?>
  /// The segment being filled, and its first frame.
  private var filling: AudioBlock
  private var firstFrame = 0
  private var number = 0
  /// Frames behind it that were read with it.
  private var rest: AudioBlock
  private var hasEnded = false

  init(
    sampleRate: Int, channelCount: Int, segments: [Range<Int>], resampler: consuming Resampler?
  ) {
    self.sampleRate = sampleRate
    self.segments = segments
    self.resampler = Confined(resampler)
    filling = AudioBlock(channelCount: channelCount, capacity: segments.first?.count ?? 0)
    rest = AudioBlock(channelCount: channelCount)
  }

  /// Whether all frames of the segment being filled are here, as far as there are any.
  var isComplete: Bool {
    hasEnded || firstFrame + filling.frameCount >= segments[number].upperBound
  }

  /// Takes the next frames of the programme, `nil` at its end.
  func take(_ block: AudioBlock?) throws(MediaError) {
    guard let block else {
      if let last = try resampler.value?.finish() { add(last) }
      hasEnded = true
      return
    }
    add(try resampler.value?.process(block) ?? block)
  }

  /// Gives the segment away and begins the next one with what they share.
  func give() -> SegmentSound.Stretch {
    let whole = SegmentSound.Stretch(firstFrame: firstFrame, block: filling)
    number += 1
    guard number < segments.count else { return whole }
    let end = firstFrame + whole.block.frameCount
    let next = min(segments[number].lowerBound, end)
    filling = AudioBlock(
      channelCount: whole.block.channelCount, capacity: segments[number].upperBound - next)
    filling.append(whole.block, frames: next - firstFrame..<whole.block.frameCount)
    firstFrame = next
    let waiting = rest
    rest = AudioBlock(channelCount: waiting.channelCount)
    add(waiting)
    return whole
  }

  /// Adds frames as far as the segment wants them; the others wait for the next one.
  private func add(_ block: AudioBlock) {
    guard number < segments.count else { return }
    let room = max(0, segments[number].upperBound - firstFrame - filling.frameCount)
    let taken = min(room, block.frameCount)
    filling.append(block, frames: 0..<taken)
    rest.append(block, frames: taken..<block.frameCount)
  }
}
