internal import Synchronization

/// An MP3, encoded stretch by stretch on any number of threads.
///
/// Each stretch comes from a run of an encoder of its own; the runs are joined in order, with each
/// other and with what the file keeps, and what is final is written, decoded again and measured while
/// later stretches are still being encoded.
///
/// Where two runs have no seam the lane joins nothing more in this pass, but goes on encoding: the next
/// pass finds all runs made but those at the end that is moved.
final class MP3Lane: RenderLane {
  let grid: SegmentGrid
  private let layout: MP3Layout
  private let assembly: MP3Assembly
  private let curve: LimiterCurve
  private let file: OutputFile
  private let stop: StopFlag
  private let sanitises: Bool

  private let joining = Confined(Joining())
  /// Chunks that became final with a stretch, and the frames to decode them from.
  private let provable = Mutex<[Int: (chunks: [Int], frames: MP3StoredFrames)]>([:])
  private let unjoined = Mutex<MP3Layout.End?>(nil)

  /// What joining remembers from stretch to stretch.
  private struct Joining {
    var stitcher = MP3Stitcher()
    /// Where the stretches that meet began.
    var firstFrame = 0
    /// No chunk before this one waits to be measured.
    var nextChunk = 0
  }

  /// Prepares a pass.
  ///
  /// - Parameters:
  ///   - layout: the stretches to encode.
  ///   - assembly: the file, and what was made of it.
  ///   - curve: gain and limiter.
  ///   - file: the same file, for messages.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  init(
    _ layout: MP3Layout, _ assembly: MP3Assembly, curve: LimiterCurve, file: OutputFile,
    stop: StopFlag, sanitises: Bool
  ) {
    self.layout = layout
    self.assembly = assembly
    self.curve = curve
    self.file = file
    self.stop = stop
    self.sanitises = sanitises
    grid = SegmentGrid(
      layout.stretches, sampleRate: assembly.format.sampleRate, frameCount: assembly.samples)
  }

  /// The end without a seam, where that is why the pass failed.
  var unjoinedEnd: MP3Layout.End? { unjoined.withLock { $0 } }

  func stages(_ shelf: SoundShelf, first: Int) -> [StageSchedule.Stage] {
    [
      StageSchedule.Stage(isOrdered: true, after: [first + 2]) {
        [self] place throws(MediaError) in
        try file.naming { () throws(MediaError) in try joinIfJoining(place, shelf) }
      },
      StageSchedule.Stage(isOrdered: false, after: [first]) { [self] place throws(MediaError) in
        try file.naming { () throws(MediaError) in try prove(place) }
      },
      StageSchedule.Stage(isOrdered: false) { [self] place throws(MediaError) in
        try file.naming { () throws(MediaError) in
          try make(layout.stretches[place], in: place, shelf)
        }
      },
    ]
  }

  func finish(
    threads: Int, progress: (Double) throws(MediaError) -> Void
  ) throws(MediaError) -> Proof? {
    guard unjoinedEnd == nil else { return nil }
    return try file.naming { () throws(MediaError) in try assembly.proof.proof() }
  }

  private func name(_ segment: MP3Segment) -> MP3RunName {
    MP3RunName(segment, samples: assembly.samples, under: curve)
  }

  /// Makes sure that the run of a stretch is in memory.
  private func make(
    _ segment: MP3Segment, in place: Int, _ shelf: SoundShelf
  ) throws(MediaError) {
    let name = name(segment)
    guard !assembly.runs.fetch(name) else { return }
    try assembly.runs.put(encoded(segment, in: place, shelf), name)
  }

  /// Runs an encoder over a stretch whose sound is on the shelf.
  private func encoded(
    _ segment: MP3Segment, in place: Int, _ shelf: SoundShelf
  ) throws(MediaError) -> MP3FrameRun {
    var encoder = try MP3SegmentEncoder(
      segment, totalSamples: grid.frameCount, stop: stop, sanitises: sanitises)
    try shelf.levelWhole(
      encoder.samplesNeeded, of: place, sampleRate: grid.sampleRate, by: curve
    ) { block throws(MediaError) in try encoder.add(block) }
    return try encoder.finish()
  }
}

// MARK: Joining, one stretch after the other

extension MP3Lane {
  /// Joins a stretch's run unless an earlier one found no seam; then the run only waits for the next pass.
  private func joinIfJoining(_ place: Int, _ shelf: SoundShelf) throws(MediaError) {
    guard unjoinedEnd == nil else {
      _ = assembly.runs.take(name(layout.stretches[place]))
      return
    }
    do {
      try join(place, shelf)
    } catch {
      guard error.code == .noSeam else { throw error }
    }
  }

  /// Joins a stretch's run to what is before it, and to what is behind it where the file keeps that;
  /// writes what has become final.
  private func join(_ place: Int, _ shelf: SoundShelf) throws(MediaError) {
    let wanted = layout.stretches[place]
    if !layout.meetsBefore(place) { try begin(at: wanted) }
    var segment = wanted
    while true {
      guard let run = assembly.runs.take(name(segment)) else {
        throw MediaError(.outputUnwritable, detail: "an encoded run was joined before it was made")
      }
      guard let longer = joining.value.stitcher.add(run, of: segment) else { break }
      guard longer.index == segment.index else { throw noSeam(.start(place)) }
      segment = longer
      try make(segment, in: place, shelf)
    }
    if !layout.meetsNext(place) { try end(at: wanted) }
    if let ready = joining.value.stitcher.takeReady() { try assembly.put(ready) }
    handOn(place)
  }

  /// Frames before a seam whose slots it may change or read.
  private var slotReach: Int {
    let slots = assembly.format.leastMainDataBytes
    return 2 + (assembly.format.maxMainDataBegin + slots - 1) / slots
  }

  /// Starts from what the file keeps before a stretch.
  private func begin(at segment: MP3Segment) throws(MediaError) {
    joining.value.stitcher = MP3Stitcher()
    joining.value.firstFrame = segment.firstFrame
    guard segment.firstFrame > 0 else { return }
    let first = max(0, segment.firstFrame - slotReach)
    let before = MP3Segment(
      format: assembly.format, index: segment.index - 1, firstFrame: first,
      endFrame: segment.firstFrame, warmUp: 0)
    let kept = try assembly.written(first..<segment.firstFrame + MP3Segment.seamWindow + 1)
    _ = joining.value.stitcher.add(kept, of: before)
  }

  /// Ends at what the file keeps behind a stretch.
  private func end(at segment: MP3Segment) throws(MediaError) {
    if let end = segment.endFrame {
      // As warm as can be: what is kept is not encoded again.
      let behind = MP3Segment(
        format: assembly.format, index: segment.index + 1, firstFrame: end, endFrame: nil,
        warmUp: MP3Stitcher.warmUps.last ?? MP3Grid.warmUp)
      let kept = try assembly.written(
        max(0, end - slotReach)..<end + MP3Segment.seamWindow + 1)
      guard joining.value.stitcher.add(kept, of: behind) == nil else {
        throw noSeam(.end(segment.index))
      }
    }
    joining.value.stitcher.finish()
    assembly.note(
      joining.value.stitcher.seams, from: joining.value.firstFrame, to: segment.endFrame)
  }

  private func noSeam(_ end: MP3Layout.End) -> MediaError {
    unjoined.withLock { $0 = end }
    return MediaError(.noSeam, detail: "no seam at \(end) of \(layout.stretches.count) stretches")
  }

  /// Hands the chunks that have become final to ``prove(_:)``.
  private func handOn(_ place: Int) {
    let final = finalFrames(after: place)
    let first = joining.value.nextChunk
    var next = first
    while next < assembly.proof.chunkCount,
      assembly.proof.framesNeeded(for: next).upperBound <= final
    {
      next += 1
    }
    joining.value.nextChunk = next
    let chunks = (first..<next).filter { assembly.proof.isMissing($0) }
    guard let one = chunks.first, let last = chunks.last else { return }
    let frames =
      assembly.proof.framesNeeded(for: one)
      .lowerBound..<min(
        assembly.frames.value.frameCount, assembly.proof.framesNeeded(for: last).upperBound)
    let stored = assembly.frames.value.stored(frames)
    provable.withLock { $0[place] = (chunks, stored) }
  }

  /// How many frames of the file no later stretch of this pass changes.
  private func finalFrames(after place: Int) -> Int {
    guard place + 1 < layout.stretches.count else { return .max }
    // What meets the next stretch is written up to the seam between them, and that is all there is
    // when the file is being written for the first time.
    if layout.meetsNext(place) { return joining.value.stitcher.readyEnd }
    return layout.stretches[place + 1].firstFrame - slotReach
  }

  /// Decodes and measures what became final with a stretch.
  private func prove(_ place: Int) throws(MediaError) {
    guard let (chunks, stored) = provable.withLock({ $0.removeValue(forKey: place) }) else {
      return
    }
    let frames = try stored.read()
    for chunk in chunks {
      try stop.check()
      try assembly.proof.measure(chunk, from: frames)
    }
  }
}
