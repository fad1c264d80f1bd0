/// One run of an encoder over a stretch of a programme.
///
/// The run starts early, so that the encoder's state is that of a serial encode when it matters,
/// and ends late, so that the next run finds a seam. All numbers are MP3 frames of a serial encode.
struct MP3Segment: Hashable, Sendable {
  let format: MP3Format
  /// Place in the grid.
  let index: Int
  /// The first frame wanted of the run: a seam lies at it or at most ``seamWindow`` behind.
  let firstFrame: Int
  /// The first frame wanted of the next run; `nil` for the last one.
  let endFrame: Int?
  /// Frames before ``firstFrame`` that are asked for; the run may start a little earlier.
  let warmUp: Int

  /// Frames behind a boundary in which a seam is looked for.
  static let seamWindow = 24
  /// Frames of audio, in MP3 frames, an encoder has to hear behind a frame before that is made.
  ///
  /// Measured on LAME 3.100, all versions: frame n is encoded once the samples of frame n + 1 are
  /// in (the psychoacoustic model looks 1 024 samples ahead of a filter bank that is 576 late).
  static let lookAhead = 1

  /// The first frame of the run: an encoder that starts here pads like one that started at 0.
  var startFrame: Int {
    let period = format.paddingPeriod
    return max(0, firstFrame - warmUp) / period * period
  }

  /// Frames kept of the run are before this one; `nil` keeps all.
  var keptEnd: Int? { endFrame.map { $0 + Self.seamWindow } }

  /// What the run must be fed, in frames of audio from the programme's start.
  ///
  /// - Parameter total: frames of audio in the programme.
  /// - Returns: a range within `0..<total`.
  func samplesNeeded(total: Int) -> Range<Int> {
    let start = min(total, startFrame * format.samplesPerFrame)
    guard let keptEnd else { return start..<total }
    return start..<min(total, (keptEnd + Self.lookAhead) * format.samplesPerFrame)
  }

  /// The same stretch with a longer warm-up.
  func warmedUp(_ frames: Int) -> MP3Segment {
    MP3Segment(
      format: format, index: index, firstFrame: firstFrame, endFrame: endFrame, warmUp: frames)
  }

  /// One serial run over this stretch and the next one.
  func joined(with next: MP3Segment) -> MP3Segment {
    MP3Segment(
      format: format, index: index, firstFrame: firstFrame, endFrame: next.endFrame, warmUp: warmUp)
  }
}
