internal import Synchronization

/// An MP3, encoded stretch by stretch on any number of threads.
///
/// Each stretch comes from a run of an encoder of its own; the runs are joined in order, and what is
/// final is written, decoded again and measured while later stretches are still being encoded.
final class MP3Lane: RenderLane {
  let grid: SegmentGrid
  private let cuts: [MP3Cut]
  private let format: MP3Format
  private let curve: LimiterCurve
  private let runs: MP3RunStore
  private let proof: MP3Proof
  private let file: OutputFile
  private let stop: StopFlag
  private let sanitises: Bool

  private let joining: Confined<Joining>
  /// Chunks that became final with a stretch, and the frames to decode them from.
  private let provable = Mutex<[Int: (chunks: Range<Int>, frames: MP3FrameRun)]>([:])
  private let unjoined = Mutex<Int?>(nil)

  /// What joining remembers from stretch to stretch.
  private struct Joining {
    var stitcher = MP3Stitcher()
    var file: MP3File
    /// The newest final frames, from the first that a chunk to come may need.
    var frames: MP3FrameRun?
    var nextChunk = 0
  }

  /// Frames of audio that are levelled and encoded at a time, which bounds the memory of a thread.
  private static let portionFrames = 1 << 16

  /// Prepares a pass.
  ///
  /// - Parameters:
  ///   - cuts: the stretches and their runs.
  ///   - format: what is encoded.
  ///   - samples: frames of audio of the programme at the format's rate.
  ///   - curve: gain and limiter.
  ///   - runs: the runs that are already made.
  ///   - proof: what has been measured of them.
  ///   - tag: a whole ID3v2 tag.
  ///   - file: where to.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` about the output.
  init(
    cuts: [MP3Cut], format: MP3Format, samples: Int, curve: LimiterCurve, runs: MP3RunStore,
    proof: MP3Proof, tag: [UInt8], file: OutputFile, stop: StopFlag, sanitises: Bool
  ) throws(MediaError) {
    self.cuts = cuts
    self.format = format
    self.curve = curve
    self.runs = runs
    self.proof = proof
    self.file = file
    self.stop = stop
    self.sanitises = sanitises
    grid = SegmentGrid(
      cuts.map(\.segment), sampleRate: format.sampleRate, frameCount: samples)
    try file.restart()
    joining = Confined(Joining(file: MP3File(descriptor: file.descriptor, tag: tag)))
  }

  /// The later of two cuts whose runs have no seam, which is why the pass failed.
  var unjoinedCut: Int? { unjoined.withLock { $0 } }

  /// Where the runs met.
  var seams: [MP3Seam] { joining.value.stitcher.seams }

  func stages(_ shelf: SoundShelf, first: Int) -> [StageSchedule.Stage] {
    [
      StageSchedule.Stage(isOrdered: true, after: [first + 2]) {
        [self] place throws(MediaError) in
        try naming { () throws(MediaError) in try join(place, shelf) }
      },
      StageSchedule.Stage(isOrdered: false, after: [first]) { [self] place throws(MediaError) in
        try naming { () throws(MediaError) in try prove(place) }
      },
      StageSchedule.Stage(isOrdered: false) { [self] place throws(MediaError) in
        guard !runs.has(cuts[place]) else { return }
        try naming { () throws(MediaError) in
          try runs.put(encoded(cuts[place].segment, in: place, shelf), for: cuts[place])
        }
      },
    ]
  }

  func finish(threads: Int) throws(MediaError) -> Proof {
    try naming { () throws(MediaError) in
      try joining.value.file.finish(samples: grid.frameCount)
      return try proof.proof()
    }
  }

  /// Runs an encoder over a stretch whose sound is on the shelf.
  private func encoded(
    _ segment: MP3Segment, in place: Int, _ shelf: SoundShelf
  ) throws(MediaError) -> MP3FrameRun {
    var encoder = try MP3SegmentEncoder(
      segment, totalSamples: grid.frameCount, stop: stop, sanitises: sanitises)
    let needed = encoder.samplesNeeded
    for start in stride(from: needed.lowerBound, to: needed.upperBound, by: Self.portionFrames) {
      let portion = start..<min(needed.upperBound, start + Self.portionFrames)
      let block = shelf.levelled(
        portion, of: place, sampleRate: format.sampleRate, by: curve)
      guard block.frameCount == portion.count else {
        throw MediaError(.unreadable, detail: "the input changed while it was read")
      }
      try encoder.add(block)
    }
    return try encoder.finish()
  }

  /// Joins a stretch's run to those before it and writes what has become final.
  private func join(_ place: Int, _ shelf: SoundShelf) throws(MediaError) {
    let cut = cuts[place]
    var segment = cut.segment
    var run = try runs.get(cut)
    while let wanted = joining.value.stitcher.add(run, of: segment) {
      guard wanted.index == segment.index else {
        unjoined.withLock { $0 = place }
        throw MediaError(
          .outputUnwritable,
          detail:
            "no seam at MP3 frame \(segment.firstFrame): to be encoded in one run with what is before it"
        )
      }
      segment = wanted
      run = try encoded(segment, in: place, shelf)
      try runs.put(run, insteadFor: cut)
    }
    if place == cuts.count - 1 { joining.value.stitcher.finish() }
    guard let ready = joining.value.stitcher.takeReady(), !ready.frames.isEmpty else { return }
    try joining.value.file.append(ready)
    handOn(ready, place)
  }

  /// Hands the chunks that have become final to ``prove(_:)``.
  private func handOn(_ ready: MP3FrameRun, _ place: Int) {
    if joining.value.frames == nil {
      joining.value.frames = ready
    } else {
      joining.value.frames?.append(ready)
    }
    guard let frames = joining.value.frames else { return }
    let first = joining.value.nextChunk
    let known = frames.numbers.upperBound * format.samplesPerFrame - MP3Format.startPadding
    var next = first
    while next < proof.chunkCount, proof.samples(of: next).upperBound <= known { next += 1 }
    guard next > first else { return }
    provable.withLock { $0[place] = (first..<next, frames) }
    joining.value.nextChunk = next
    guard next < proof.chunkCount else { return joining.value.frames = nil }
    let kept = MP3FrameDecoder.framesNeeded(for: proof.samples(of: next), format: format)
    joining.value.frames = frames.part(kept.lowerBound..<frames.numbers.upperBound)
  }

  /// Decodes and measures what became final with a stretch.
  private func prove(_ place: Int) throws(MediaError) {
    guard let (chunks, frames) = provable.withLock({ $0.removeValue(forKey: place) }) else {
      return
    }
    for chunk in chunks {
      try stop.check()
      try proof.measure(chunk, from: frames)
    }
  }

  /// Failures in here are about the output.
  private func naming<Result>(
    _ body: () throws(MediaError) -> Result
  ) throws(MediaError) -> Result {
    do {
      return try body()
    } catch {
      throw error.about(file.path)
    }
  }
}
