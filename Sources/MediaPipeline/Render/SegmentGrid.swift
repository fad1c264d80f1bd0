/// Which frames of a stream belong to each segment of a render.
///
/// The grid follows from formats and length alone, never from the machine.
struct SegmentGrid: Sendable, Hashable {
  /// Length of a segment where no format asks for another, seconds.
  ///
  /// Nothing is lost at a cut, so they are short: every thread holds one, and FLAC its samples and frames
  /// beside.
  static let segmentSeconds = 10

  /// The stream's rate, hertz.
  let sampleRate: Int
  /// Frames of the stream.
  let frameCount: Int
  /// What each segment is to write, in order; together the whole stream, or what has changed of it.
  let bodies: [Range<Int>]
  /// What each segment must hear to write it.
  ///
  /// Its body, and before and behind it what an encoder of its own needs. Rising at both ends.
  let needs: [Range<Int>]

  /// A grid of equal segments that need nothing but their body.
  init(sampleRate: Int, frameCount: Int) {
    let step = Self.segmentSeconds * sampleRate
    // A short rest is no segment of its own.
    let count = max(1, (frameCount + step / 2) / step)
    let bounds = (0..<count).map { $0 * step } + [frameCount]
    self.init(sampleRate: sampleRate, bounds: bounds)
  }

  /// The grid of an MP3.
  ///
  /// - Parameters:
  ///   - segments: in order; together the whole stream at first, later only what has changed.
  ///   - sampleRate: the stream's rate, hertz.
  ///   - frameCount: frames of the stream.
  init(_ segments: [MP3Segment], sampleRate: Int, frameCount: Int) {
    self.sampleRate = sampleRate
    self.frameCount = frameCount
    bodies = segments.map { segment in
      let length = segment.format.samplesPerFrame
      let start = min(frameCount, segment.firstFrame * length)
      return start..<(segment.endFrame.map { min(frameCount, $0 * length) } ?? frameCount)
    }
    // The stitcher may ask for a longer warm-up while the sound is at hand.
    let longest = MP3Stitcher.warmUps.last ?? MP3Grid.warmUp
    needs = segments.map { $0.warmedUp(longest).samplesNeeded(total: frameCount) }
  }

  /// The same cuts in a stream of another rate, needing nothing but the bodies.
  ///
  /// - Parameters:
  ///   - sampleRate: the stream's rate, hertz.
  ///   - frameCount: frames of the stream.
  ///   - step: what every cut is to be a multiple of, frames; a body shorter than that may become
  ///     empty.
  /// - Returns: as many bodies.
  func atRate(_ sampleRate: Int, frameCount: Int, step: Int = 1) -> SegmentGrid {
    let scale = Double(sampleRate) / Double(self.sampleRate) / Double(step)
    let starts = bodies.map {
      min(frameCount, Int((Double($0.lowerBound) * scale).rounded()) * step)
    }
    return SegmentGrid(sampleRate: sampleRate, bounds: starts + [frameCount])
  }

  /// Segments of one's own.
  init(sampleRate: Int, frameCount: Int, bodies: [Range<Int>], needs: [Range<Int>]) {
    self.sampleRate = sampleRate
    self.frameCount = frameCount
    self.bodies = bodies
    self.needs = needs
  }

  private init(sampleRate: Int, bounds: [Int]) {
    self.sampleRate = sampleRate
    frameCount = bounds.last ?? 0
    bodies = Self.ranges(bounds)
    needs = bodies
  }

  private static func ranges(_ bounds: [Int]) -> [Range<Int>] {
    zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }
}
