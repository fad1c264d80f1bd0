/// A stretch of an MP3 and the run of the encoder that it comes from.
struct MP3Cut: Hashable, Sendable {
  /// The stretch.
  let segment: MP3Segment
  /// The run's name in the folder of work; several stretches may come from one run.
  let run: String
}

/// What an MP3 is put together from: at first the runs of its grid, later also short runs over what a
/// correction has changed.
///
/// A patch costs a second or two of encoding instead of a whole segment's half minute: at both its
/// ends it meets the run it lies in at a legal seam, like any two runs.
struct MP3Cuts: Sendable {
  /// In order, each beginning where the one before ends.
  private(set) var cuts: [MP3Cut]
  private let format: MP3Format
  /// MP3 frames of the whole, at least.
  private let frameCount: Int
  /// Where the grid cuts the programme.
  private let gridStarts: [Int]

  /// A stretch between two patches shorter than this is encoded anew too, MP3 frames: it must hold
  /// the seams at both its ends.
  private static let shortestStretch = 2 * MP3Segment.seamWindow + MP3Grid.warmUp

  /// Portions of a long patch are at least this long, MP3 frames: 12 s at 48 kHz.
  private static let shortestPortion = 500

  /// The runs of a grid.
  ///
  /// - Parameters:
  ///   - segments: the grid.
  ///   - format: what is encoded.
  ///   - samples: frames of audio of the programme.
  init(_ segments: [MP3Segment], format: MP3Format, samples: Int) {
    self.format = format
    frameCount = samples / format.samplesPerFrame
    gridStarts = segments.map(\.firstFrame)
    cuts = segments.map { MP3Cut(segment: $0, run: "run-\($0.firstFrame)") }
  }

  /// Puts patches over what has changed.
  ///
  /// - Parameters:
  ///   - changed: frames of audio whose sound is another now, in order.
  ///   - round: tells the patches of one correction from those of another.
  mutating func patch(_ changed: [Range<Int>], round: Int) {
    lay(merged(changed.map(frames(holding:))), "\(round)")
  }

  /// Puts a patch over a place where two runs have no seam, so that they need none.
  ///
  /// - Parameters:
  ///   - place: the later of the two cuts.
  ///   - attempt: tells one attempt from another.
  mutating func bridge(before place: Int, attempt: Int) {
    let frame = cuts[place].segment.firstFrame
    let reach = Self.shortestStretch
    lay(merged([max(0, frame - reach)..<frame + reach]), "bridge-\(attempt)")
  }

  private mutating func lay(_ patches: [Range<Int>], _ name: String) {
    var pieces = patches.flatMap(portions).map {
      (range: $0, run: "run-\($0.lowerBound)-\(name)")
    }
    for cut in cuts {
      var first = cut.segment.firstFrame
      let end = cut.segment.endFrame ?? .max
      for patch in patches where patch.upperBound > first && patch.lowerBound < end {
        if first < patch.lowerBound { pieces.append((first..<patch.lowerBound, cut.run)) }
        first = patch.upperBound
      }
      if first < end { pieces.append((first..<end, cut.run)) }
    }
    pieces.sort { $0.range.lowerBound < $1.range.lowerBound }
    cuts = pieces.enumerated().map { index, piece in
      let isLast = index == pieces.count - 1
      return MP3Cut(
        segment: MP3Segment(
          format: format, index: index, firstFrame: piece.range.lowerBound,
          endFrame: isLast ? nil : piece.range.upperBound,
          warmUp: index == 0 ? 0 : MP3Grid.warmUp), run: piece.run)
    }
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

  /// Joins patches that lie close together, and widens those close to the end of a stretch.
  private func merged(_ patches: [Range<Int>]) -> [Range<Int>] {
    var widened = patches.map { patch -> Range<Int> in
      var (first, end) = (patch.lowerBound, patch.upperBound)
      for cut in cuts {
        let start = cut.segment.firstFrame
        if start <= first, first - start < Self.shortestStretch { first = start }
        if let stop = cut.segment.endFrame, stop >= end, stop - end < Self.shortestStretch {
          end = stop
        }
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
