/// Cuts the programme into the segments of a render, at every rate wanted, from one decode.
///
/// Not `Sendable`: it belongs to the step that produces segments.
struct ProgrammeFeed: ~Copyable {
  private var programme: Programme
  private var streams: [RateStream] = []
  private var given = 0
  private let pool: BlockPool

  /// Opens the inputs.
  ///
  /// - Parameters:
  ///   - programme: at its first frame.
  ///   - grids: for each stream the segments; all of the same number.
  ///   - pool: where the segments' blocks come from, and are to be given back.
  /// - Throws: ``MediaError`` when a rate cannot be made.
  init(
    _ programme: consuming Programme, grids: [SegmentGrid], pool: BlockPool
  ) throws(MediaError) {
    self.pool = pool
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
    for stream in streams { stream.begin(pool) }
    try skip()
    while !streams.allSatisfy(\.isComplete) {
      let start = programme.position
      let block = try programme.next()
      for index in streams.indices { try streams[index].take(block, at: start) }
      if block == nil { break }
    }
    var stretches: [Int: SegmentSound.Stretch] = [:]
    for index in streams.indices {
      stretches[streams[index].sampleRate] = streams[index].give()
    }
    return SegmentSound(stretches: stretches)
  }

  /// Leaves out what no segment needs, where the inputs allow it.
  ///
  /// A resampler remembers what it has heard: beside one, everything is read.
  private mutating func skip() throws(MediaError) {
    guard let stream = streams.first, streams.count == 1, !stream.resamples else { return }
    let next = stream.nextFrame
    guard next - programme.position >= Self.shortestSkip * stream.sampleRate else { return }
    try programme.skip(to: next)
  }

  /// Reading on is as quick as seeking over less than this, seconds.
  private static let shortestSkip = 2

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

/// The programme at one rate, cut into segments that may overlap or leave gaps.
private final class RateStream {
  let sampleRate: Int
  /// Whether it hears the programme through a filter.
  let resamples: Bool
  private let segments: [Range<Int>]
  /// Frames that a block has room for at least.
  ///
  /// Blocks of one length serve all segments of a grid, of which only the last may be much longer;
  /// patches have each their own.
  private let usual: Int
  private let resampler: Confined<Resampler?>
  /// Frames that came out of the resampler so far.
  private var resampled = 0
  /// The segment being filled, and its first frame.
  private var filling: AudioBlock
  private var firstFrame = 0
  private var number = -1
  /// Frames for the next segment that were read with this one, and the first one's number.
  private var rest: AudioBlock
  private var restStart = 0
  private var hasEnded = false

  init(
    sampleRate: Int, channelCount: Int, segments: [Range<Int>], resampler: consuming Resampler?
  ) {
    self.sampleRate = sampleRate
    self.segments = segments
    let lengths = segments.dropLast().map(\.count)
    let (shortest, longest) = (lengths.min() ?? 0, lengths.max() ?? 0)
    usual = longest - shortest <= longest / 4 ? longest : 0
    resamples = resampler != nil
    self.resampler = Confined(resampler)
    filling = AudioBlock(channelCount: channelCount)
    rest = AudioBlock(channelCount: channelCount)
  }

  /// The first frame that is still wanted for the segment being filled.
  var nextFrame: Int { firstFrame + filling.frameCount }

  /// Whether all frames of the segment being filled are here, as far as there are any.
  var isComplete: Bool {
    hasEnded || number >= segments.count || nextFrame >= segments[number].upperBound
  }

  /// Takes frames of the programme from `start` on, `nil` at its end.
  func take(_ block: AudioBlock?, at start: Int) throws(MediaError) {
    guard let block else {
      if let last = try resampler.value?.finish() { add(last, at: resampled) }
      hasEnded = true
      return
    }
    guard resamples else { return add(block, at: start) }
    guard let made = try resampler.value?.process(block) else { return }
    add(made, at: resampled)
    resampled += made.frameCount
  }

  /// Begins the next segment with what is there of it.
  func begin(_ pool: BlockPool) {
    number += 1
    guard number < segments.count else { return }
    let wanted = segments[number]
    filling = pool.take(channelCount: rest.channelCount, capacity: max(usual, wanted.count))
    firstFrame = wanted.lowerBound
    let waiting = rest
    rest = AudioBlock(channelCount: waiting.channelCount)
    add(waiting, at: restStart)
  }

  /// Gives the segment away and keeps what the next one shares with it.
  func give() -> SegmentSound.Stretch {
    let whole = SegmentSound.Stretch(firstFrame: firstFrame, block: filling)
    filling = AudioBlock(channelCount: rest.channelCount)
    guard number + 1 < segments.count else { return whole }
    let end = firstFrame + whole.block.frameCount
    let next = segments[number + 1].lowerBound
    guard next < end else { return whole }
    var shared = whole.copy(next..<end)
    shared.append(contentsOf: rest)
    (rest, restStart) = (shared, next)
    return whole
  }

  /// Adds frames as far as the segment wants them; those behind it wait for the next one.
  private func add(_ block: AudioBlock, at start: Int) {
    guard number < segments.count else { return }
    let end = start + block.frameCount
    let wanted = nextFrame..<max(nextFrame, segments[number].upperBound)
    let taken = (start..<end).clamped(to: wanted)
    if !taken.isEmpty {
      precondition(taken.lowerBound == nextFrame, "frames of the programme are missing")
      filling.append(block, frames: taken.lowerBound - start..<taken.upperBound - start)
    }
    let behind = max(start, segments[number].upperBound)
    guard behind < end else { return }
    if rest.isEmpty { restStart = behind }
    rest.append(block, frames: behind - start..<block.frameCount)
  }
}
