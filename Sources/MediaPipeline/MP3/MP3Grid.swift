/// Where a programme is cut for encoding on several cores: by its format and length alone, so that
/// the bytes do not depend on the number of cores.
struct MP3Grid: Sendable {
  let format: MP3Format
  /// MP3 frames from one boundary to the next, a multiple of the padding period.
  let step: Int
  /// Warm-up of the first attempt, MP3 frames.
  let warmUp: Int

  /// Length of a segment, seconds, before it is rounded to the padding period.
  static let segmentSeconds = 30
  /// Warm-up of the first attempt by default: 0.77 s at 48 kHz.
  static let warmUp = 32

  /// Lays the grid for a format.
  ///
  /// - Parameters:
  ///   - format: what is encoded.
  ///   - segmentSeconds: length of a segment, at least 2 s.
  ///   - warmUp: MP3 frames from the start of a run to its boundary.
  init(
    format: MP3Format, segmentSeconds: Int = Self.segmentSeconds, warmUp: Int = Self.warmUp
  ) {
    precondition(segmentSeconds >= 2, "segments are shorter than their warm-up")
    self.format = format
    self.warmUp = warmUp
    let period = format.paddingPeriod
    step = segmentSeconds * format.sampleRate / format.samplesPerFrame / period * period
  }

  /// The segments of a programme, in order.
  ///
  /// Boundaries lie ``warmUp`` frames behind multiples of ``step``, so that the first attempt starts
  /// on a multiple. The last segment has between half a step and one and a half.
  ///
  /// - Parameter totalSamples: frames of audio in the programme, at least 0.
  /// - Returns: at least one segment.
  func segments(totalSamples: Int) -> [MP3Segment] {
    let frames = totalSamples / format.samplesPerFrame
    var boundaries = [0]
    while let last = boundaries.last {
      let next = last == 0 ? step + warmUp : last + step
      guard next + step / 2 <= frames else { break }
      boundaries.append(next)
    }
    return boundaries.indices.map { index in
      MP3Segment(
        format: format, index: index, firstFrame: boundaries[index],
        endFrame: index + 1 < boundaries.count ? boundaries[index + 1] : nil,
        warmUp: index == 0 ? 0 : warmUp)
    }
  }
}
