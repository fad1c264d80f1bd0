/// Where two runs of the encoder meet.
struct MP3Seam: Hashable, Sendable {
  /// The first frame of the later run.
  let frame: Int
  /// Frames behind the boundary of the grid.
  let delayFrames: Int
  /// Bytes between the main data of both runs that no frame uses.
  let stuffingBytes: Int
  /// Frames the later run was encoded before its first wanted one.
  let warmUpFrames: Int
}

/// Joins the runs of a programme's segments, in order, into the frames of one MP3.
///
/// Every kept frame is verbatim: header, side information and main data are those that an encoder
/// wrote. Only bytes between the main data change: at a seam, slots of the last earlier frames that
/// no kept frame uses become stuffing and the first main data of the later run. The seam is the
/// first frame n at or behind the boundary where
/// - the earlier run leaves at least as many slots free after frame n − 1 as frame n's main data
///   begins before its own slots, and
/// - both runs chose the same windows for the last granule of frame n − 1: its second half is added
///   to the first half of frame n's first granule, and aliasing cancels only when the windows fit.
/// Everything else a decoder remembers (512 samples of its filter bank) is linear in the frames, and
/// both runs code the same samples. Both runs pad the same frames (``MP3Format/paddingPeriod``), so
/// the joined stream has the slots of a serial encode and its own length.
///
/// - Source: ISO/IEC 11172-3 §2.4.2.7 (main_data_begin), §2.4.3.4 (overlap), Annex C.1.5.4 (reservoir).
struct MP3Stitcher: Sendable {
  /// The seams so far.
  private(set) var seams: [MP3Seam] = []
  /// Segments that had to be encoded in one run with the one before, by index.
  private(set) var serialSegments: [Int] = []

  /// Warm-ups tried one after the other, MP3 frames, before two segments become one run.
  static let warmUps = [MP3Grid.warmUp, 64, 128]

  /// Final frames nobody took yet.
  private var ready: MP3FrameRun?
  /// The newest run from its own seam on; its end may still change.
  private var pending: (segment: MP3Segment, run: MP3FrameRun)?

  /// Frames that no later run can change, since the last call.
  mutating func takeReady() -> MP3FrameRun? {
    defer { ready = nil }
    return ready
  }

  /// The number of the first frame that a later run may still change.
  var readyEnd: Int { pending.map { $0.run.firstFrame } ?? 0 }

  /// Adds the run that follows.
  ///
  /// - Parameters:
  ///   - run: all frames of the segment's run, warm-up included.
  ///   - segment: what was encoded: the grid's next segment, or what the last call asked for.
  /// - Returns: `nil` when the run is in; else the segment that must be encoded and added before the
  ///   grid's next one: the same with a longer warm-up or, after the longest, one serial run over
  ///   this segment and those before it that are not final.
  mutating func add(_ run: MP3FrameRun, of segment: MP3Segment) -> MP3Segment? {
    guard let left = pending else {
      pending = (segment, run)
      return nil
    }
    if segment.index == left.segment.index {
      replacePending(by: run, segment)
      return nil
    }
    guard let frame = seam(between: left.run, and: run, segment),
      let joined = join(left.run, run, at: frame)
    else {
      if let longer = Self.warmUps.first(where: { $0 > segment.warmUp }) {
        return segment.warmedUp(longer)
      }
      serialSegments.append(segment.index)
      return left.segment.joined(with: segment)
    }
    append(joined)
    seams.append(
      MP3Seam(
        frame: frame, delayFrames: frame - segment.firstFrame,
        stuffingBytes: left.run.freeBytes(after: frame - 1) - run[frame].side.mainDataBegin,
        warmUpFrames: segment.firstFrame - segment.startFrame))
    pending = (segment, run.part(frame..<run.numbers.upperBound))
    return nil
  }

  /// Ends the programme: the newest run is final to its end.
  mutating func finish() {
    if let last = pending { append(last.run) }
    pending = nil
  }

  /// The first legal seam in the window of a segment.
  private func seam(
    between left: MP3FrameRun, and right: MP3FrameRun, _ segment: MP3Segment
  ) -> Int? {
    let window = segment.firstFrame...segment.firstFrame + MP3Segment.seamWindow
    return window.first { frame in
      guard left.numbers.contains(frame - 1), right.numbers.contains(frame - 1),
        right.numbers.contains(frame)
      else { return false }
      return left.freeBytes(after: frame - 1) >= right[frame].side.mainDataBegin
        && left[frame - 1].side.lastWindows == right[frame - 1].side.lastWindows
    }
  }

  /// The left run up to the seam, with the right run's first main data in its last slots.
  private func join(
    _ left: MP3FrameRun, _ right: MP3FrameRun, at frame: Int
  ) -> MP3FrameRun? {
    let begin = right[frame].side.mainDataBegin
    guard let moved = right.slotBytes(begin, before: frame) else { return nil }
    var kept = left.part(left.firstFrame..<frame)
    let stuffing = [UInt8](repeating: 0, count: left.freeBytes(after: frame - 1) - begin)
    return kept.replaceSlotBytes(before: frame, with: stuffing + moved) ? kept : nil
  }

  private mutating func replacePending(by run: MP3FrameRun, _ segment: MP3Segment) {
    let first = pending.map { $0.run.firstFrame } ?? run.firstFrame
    pending = (segment, run.part(first..<run.numbers.upperBound))
  }

  private mutating func append(_ run: MP3FrameRun) {
    if ready == nil { ready = run } else { ready?.append(run) }
  }
}
