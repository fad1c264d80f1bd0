/// Which stretches of an MP3 the coming pass encodes, each by a run of its own, and where the runs of
/// earlier passes meet.
///
/// At first that is the whole programme, cut on its grid. A correction changes a second here and
/// there: it encodes patches, and what lies between them stays in the file as it is. At both its
/// ends a patch meets what is there at a legal seam, like any two runs.
struct MP3Layout: Sendable {
  /// In order; one that begins where the one before ends meets it.
  private(set) var stretches: [MP3Segment] = []
  private let format: MP3Format
  /// MP3 frames of the whole, at least.
  private let frameCount: Int
  /// Where the grid cuts the programme.
  private let gridStarts: [Int]
  /// Where runs meet that earlier passes have written, the programme's start included.
  private var joints: [Int] = []

  /// What is kept between two patches is no shorter than this, MP3 frames.
  ///
  /// It must hold the seams at both its ends. So far does a patch move an end that has no seam.
  private static let shortestStretch = 2 * MP3Segment.seamWindow + MP3Grid.warmUp

  /// Portions of a long patch are at least this long, MP3 frames: 12 s at 48 kHz.
  private static let shortestPortion = 500

  /// An end of a stretch at which it meets another run.
  enum End: Hashable, Sendable {
    /// The beginning of the stretch at this place.
    case start(Int)
    /// The end of the stretch at this place, where it meets what the file keeps.
    case end(Int)
  }

  /// The whole programme.
  ///
  /// - Parameters:
  ///   - segments: the grid.
  ///   - format: what is encoded.
  ///   - samples: frames of audio of the programme.
  init(_ segments: [MP3Segment], format: MP3Format, samples: Int) {
    self.format = format
    frameCount = samples / format.samplesPerFrame
    gridStarts = segments.map(\.firstFrame)
    stretches = segments
  }

  /// Whether the stretch at a place begins where the one before it ends.
  func meetsBefore(_ place: Int) -> Bool {
    place > 0 && stretches[place - 1].endFrame == stretches[place].firstFrame
  }

  /// Whether the stretch at a place ends where the next one begins.
  func meetsNext(_ place: Int) -> Bool {
    place + 1 < stretches.count && meetsBefore(place + 1)
  }

  /// Lays patches over what has changed since the stretches were written.
  ///
  /// - Parameter changed: frames of audio whose sound is another now, in order.
  mutating func patch(_ changed: [Range<Int>]) {
    settle()
    set(merged(changed.map(frames(holding:))).flatMap(portions))
  }

  /// Moves an end at which no seam was found: outwards where it meets the file, into the later
  /// stretch where two stretches meet; stretches that come too close become one or meet.
  mutating func move(_ end: End) {
    var ranges = stretches.map(Self.range)
    let reach = Self.shortestStretch
    switch end {
    case .start(let place) where meetsBefore(place):
      let moved = ranges[place].lowerBound + reach
      let stop = ranges[place].upperBound
      let isLeft = min(stop, frameCount) - moved >= reach
      ranges[place - 1] = ranges[place - 1].lowerBound..<(isLeft ? moved : stop)
      if isLeft { ranges[place] = moved..<stop } else { ranges.remove(at: place) }
    case .start(let place):
      let limit = place > 0 ? ranges[place - 1].upperBound : 0
      let moved = ranges[place].lowerBound - reach
      ranges[place] = (moved - limit < reach ? limit : moved)..<ranges[place].upperBound
    case .end(let place):
      let limit = place + 1 < ranges.count ? ranges[place + 1].lowerBound : Int.max
      let moved = ranges[place].upperBound + reach
      let isClose = min(limit, frameCount) - moved < reach
      ranges[place] = ranges[place].lowerBound..<(isClose ? limit : moved)
    }
    set(ranges)
  }

  /// Takes the stretches as written.
  private mutating func settle() {
    let ranges = stretches.map(Self.range)
    joints.removeAll { joint in ranges.contains { $0.contains(joint) } }
    for range in ranges {
      joints.append(range.lowerBound)
      if range.upperBound < Int.max { joints.append(range.upperBound) }
    }
    joints = Set(joints).sorted()
  }

  private mutating func set(_ ranges: [Range<Int>]) {
    stretches = ranges.enumerated().map { place, range in
      MP3Segment(
        format: format, index: place, firstFrame: range.lowerBound,
        endFrame: range.upperBound == .max ? nil : range.upperBound,
        warmUp: range.lowerBound == 0 ? 0 : MP3Grid.warmUp)
    }
  }

  private static func range(_ segment: MP3Segment) -> Range<Int> {
    segment.firstFrame..<(segment.endFrame ?? .max)
  }

  /// A long patch in portions, cut where the grid cuts; a short one as it is.
  private func portions(_ patch: Range<Int>) -> [Range<Int>] {
    var starts = [patch.lowerBound]
    let end = min(patch.upperBound, frameCount)
    for start in gridStarts
    where start - patch.lowerBound >= Self.shortestPortion && end - start >= Self.shortestPortion {
      starts.append(start)
    }
    return zip(starts, starts.dropFirst() + [patch.upperBound]).map { $0..<$1 }
  }

  /// The MP3 frames to encode anew when some frames of audio have changed.
  ///
  /// One to spare on either side, and before them those among which the seam may lie.
  private func frames(holding samples: Range<Int>) -> Range<Int> {
    let length = format.samplesPerFrame
    let first = (samples.lowerBound + MP3Format.startPadding) / length - 2
    let end = (samples.upperBound + MP3Format.startPadding) / length + 2
    return max(0, first - MP3Segment.seamWindow)..<end
  }

  /// Joins patches that lie close together, and widens those close to a place where runs meet.
  private func merged(_ patches: [Range<Int>]) -> [Range<Int>] {
    var widened = patches.map { patch -> Range<Int> in
      var (first, end) = (patch.lowerBound, patch.upperBound)
      for (joint, next) in zip(joints, joints.dropFirst() + [.max]) {
        if joint <= first, first - joint < Self.shortestStretch { first = joint }
        if next < .max, next >= end, next - end < Self.shortestStretch { end = next }
      }
      // Nothing lies behind the last run.
      if frameCount - end < Self.shortestStretch { end = .max }
      return first..<end
    }
    widened.sort { $0.lowerBound < $1.lowerBound }
    var merged: [Range<Int>] = []
    for patch in widened {
      if let last = merged.last, patch.lowerBound - last.upperBound < Self.shortestStretch {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, patch.upperBound)
      } else {
        merged.append(patch)
      }
    }
    return merged
  }
}
