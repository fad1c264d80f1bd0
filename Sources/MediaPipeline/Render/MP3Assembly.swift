internal import Synchronization

/// An MP3 in the making: the runs it comes from, the frames in its file, what they read.
///
/// It lives from pass to pass. What one pass has joined, the next one changes in places.
final class MP3Assembly: Sendable {
  let format: MP3Format
  /// Frames of audio of the programme.
  let samples: Int
  /// The runs that are made.
  let runs: MP3RunStore
  /// What has been measured of the frames in the file.
  let proof: MP3Proof
  /// Touched by the step that joins, and between passes by the thread that settles the file.
  let frames: Confined<MP3File>
  private let joined = Mutex<[MP3Seam]>([])

  /// Prepares an empty file.
  ///
  /// - Parameters:
  ///   - format: what is encoded.
  ///   - samples: frames of audio of the programme.
  ///   - target: what is to be reached.
  ///   - tag: a whole ID3v2 tag.
  ///   - file: where to, empty.
  init(format: MP3Format, samples: Int, target: LevelTarget, tag: [UInt8], file: OutputFile) {
    self.format = format
    self.samples = samples
    runs = MP3RunStore(file)
    proof = MP3Proof(format: format, frameCount: samples, target: target)
    frames = Confined(MP3File(descriptor: file.descriptor, tag: tag))
  }

  /// Where runs meet in the file, in order.
  var seams: [MP3Seam] { joined.withLock { $0 } }

  /// Writes frames, over those that were there and behind them.
  func put(_ run: MP3FrameRun) throws(MediaError) {
    proof.forget(run.numbers)
    try frames.value.put(run)
  }

  /// Replaces the seams over a stretch that has been joined anew.
  ///
  /// One that lay behind its last new seam stays: from there on the file is what it was.
  ///
  /// - Parameters:
  ///   - seams: those there are now, at its ends too.
  ///   - first: its first frame.
  ///   - end: the frame it ends before; `nil` at the end of the programme.
  func note(_ seams: [MP3Seam], from first: Int, to end: Int?) {
    joined.withLock { all in
      all.removeAll { seam in
        seam.frame >= first
          && (end == nil || seams.last.map { seam.frame <= $0.frame } ?? false)
      }
      all = (all + seams).sorted { $0.frame < $1.frame }
    }
  }

  /// Frames that are in the file, as a run that others can be joined to.
  ///
  /// - Parameter numbers: wanted frames; those that are not there are left out.
  /// - Returns: the run.
  /// - Throws: ``MediaError`` with code `outputUnwritable` when they cannot be read back.
  func written(_ numbers: Range<Int>) throws(MediaError) -> MP3FrameRun {
    let there = numbers.clamped(to: 0..<frames.value.frameCount)
    let stored = try frames.value.stored(there).read()
    return try MP3FrameRun(bytes: stored.bytes, firstFrame: stored.firstFrame)
  }

  /// Completes the file once no pass will follow.
  func finish(stop: StopFlag) throws(MediaError) {
    try frames.value.finish(samples: samples, stop: stop)
  }
}
