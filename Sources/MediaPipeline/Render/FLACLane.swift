internal import Synchronization

/// A FLAC, encoded stretch by stretch on any number of threads.
///
/// No frame depends on another (``FLACFrame``), so the stretches need no warm-up and meet anywhere
/// between two frames. In order goes only what hears all of it: the digest and the file. It is the file
/// that one encoder writes when the last stretch is longer than a block, as in every grid: libavcodec
/// holds a short last block to a tighter limit only behind a longer one.
final class FLACLane: RenderLane {
  let grid: SegmentGrid
  private let curve: LimiterCurve
  private let target: LevelTarget
  private let settings: MediaWriter.Settings
  private let file: OutputFile
  private let stop: StopFlag
  private let sanitises: Bool
  /// Frames of audio in a block.
  private let blockFrames: Int
  private let writing: Confined<Writing>
  /// Stretches that are encoded and not yet written.
  private let made = Mutex<[Int: FLACSegment]>([:])

  /// What is made from stretch to stretch.
  private struct Writing {
    let muxer: Muxer
    let digest: SampleDigest
    var info: FLACStreamInfo
  }

  /// Empties the file and writes its header.
  ///
  /// - Parameters:
  ///   - cuts: where the pass cuts the programme; here it is cut between the nearest frames.
  ///   - frameCount: frames of audio of the programme at the deliverable's rate.
  ///   - curve: gain and limiter.
  ///   - target: what is to be reached.
  ///   - settings: what to write.
  ///   - metadata: tags, chapters and cover.
  ///   - file: where to.
  ///   - stop: ends the work early.
  ///   - sanitises: `false` only in tests of what happens without.
  /// - Throws: ``MediaError`` about the output.
  init(
    cuts: SegmentGrid, frameCount: Int, curve: LimiterCurve, target: LevelTarget,
    settings: MediaWriter.Settings, metadata: MediaMetadata, file: OutputFile, stop: StopFlag,
    sanitises: Bool
  ) throws(MediaError) {
    self.curve = curve
    self.target = target
    self.settings = settings
    self.file = file
    self.stop = stop
    self.sanitises = sanitises
    try file.restart()
    let writing = try file.naming { () throws(MediaError) in
      let encoder = try PacketEncoder(settings, stop: stop, sanitises: sanitises)
      let info = FLACStreamInfo(
        sampleRate: settings.sampleRate, channels: settings.channels,
        blockFrames: encoder.packetFrames)
      let muxer = try Muxer(
        descriptor: file.descriptor, settings: settings, encoder: encoder, metadata: metadata,
        durationSeconds: Double(frameCount) / Double(settings.sampleRate), stop: stop)
      return Writing(muxer: muxer, digest: try SampleDigest(), info: info)
    }
    blockFrames = writing.info.blockFrames
    grid = cuts.atRate(settings.sampleRate, frameCount: frameCount, step: blockFrames)
    self.writing = Confined(writing)
  }

  func stages(_ shelf: SoundShelf, first: Int) -> [StageSchedule.Stage] {
    [
      StageSchedule.Stage(isOrdered: true, after: [first + 1]) {
        [self] place throws(MediaError) in
        try file.naming { () throws(MediaError) in try write(place) }
      },
      StageSchedule.Stage(isOrdered: false) { [self] place throws(MediaError) in
        try file.naming { () throws(MediaError) in
          let segment = try encoded(place, shelf)
          made.withLock { $0[place] = segment }
        }
      },
    ]
  }

  /// Runs an encoder over a stretch whose sound is on the shelf.
  private func encoded(_ place: Int, _ shelf: SoundShelf) throws(MediaError) -> FLACSegment {
    let body = grid.bodies[place]
    var encoder = try FLACSegmentEncoder(
      settings, firstNumber: body.lowerBound / blockFrames, frameCount: body.count, stop: stop,
      sanitises: sanitises)
    try shelf.levelWhole(body, of: place, sampleRate: grid.sampleRate, by: curve) {
      block throws(MediaError) in try encoder.add(block)
    }
    return try encoder.finish()
  }

  /// Writes a stretch behind those before it.
  private func write(_ place: Int) throws(MediaError) {
    guard let segment = made.withLock({ $0.removeValue(forKey: place) }) else {
      throw MediaError(.outputUnwritable, detail: "a stretch was written before it was encoded")
    }
    let (muxer, digest) = (writing.value.muxer, writing.value.digest)
    let body = grid.bodies[place]
    let bytes = settings.channels * FLACStreamInfo.bytesPerSample
    try segment.frames.forEach { (number, frame) throws(MediaError) in
      let first = number * blockFrames
      let end = min(first + blockFrames, body.count)
      digest.add(segment.samples[first * bytes..<end * bytes])
      try muxer.write(frame, start: body.lowerBound + first, frames: end - first)
      writing.value.info.note(frameBytes: frame.count)
    }
  }

  func finish(
    threads: Int, progress: (Double) throws(MediaError) -> Void
  ) throws(MediaError) -> Proof? {
    try file.naming { () throws(MediaError) in
      let (muxer, info) = (writing.value.muxer, writing.value.info)
      try muxer.write(
        headers: info.bytes(
          frameCount: grid.frameCount, digest: writing.value.digest.finish()),
        end: grid.frameCount)
      try muxer.finish()
      return try Proof(
        decoding: file.descriptor, frames: grid.frameCount, target: target, threads: threads,
        stop: stop, progress: progress)
    }
  }
}
