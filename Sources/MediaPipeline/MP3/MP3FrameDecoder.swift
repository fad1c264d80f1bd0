internal import FFmpegShim

/// Decodes any stretch of a programme from its MP3 frames alone.
///
/// A pure function: the same frames give the same samples whatever was decoded before, and exactly
/// those that a reader of the whole file gives, because a decoder remembers only the slots that
/// main data may reach back to, one granule of overlap and 512 samples of its filter bank.
enum MP3FrameDecoder {
  /// Frames decoded and dropped in front of those wanted, once their main data are complete.
  static let preRoll = 16

  /// The MP3 frames that a stretch takes, pre-roll included.
  ///
  /// - Parameters:
  ///   - samples: frames of audio from the programme's start.
  ///   - format: what the frames are.
  /// - Returns: numbers of frames; the last one may lie behind the programme's last frame, then all
  ///   up to its last one will do.
  static func framesNeeded(for samples: Range<Int>, format: MP3Format) -> Range<Int> {
    let wanted = framesHolding(samples, format: format)
    let slots = format.leastMainDataBytes
    let reach = preRoll + (format.maxMainDataBegin + slots - 1) / slots
    return max(0, wanted.lowerBound - reach)..<wanted.upperBound
  }

  /// Decodes a stretch.
  ///
  /// - Parameters:
  ///   - samples: frames of audio from the programme's start, as a player counts them.
  ///   - run: final frames that hold at least `framesNeeded(for:format:)`, as far as there are any.
  ///   - format: what the frames are.
  ///   - block: receives one float a channel and frame, ±1 nominal, as many as the range has, behind
  ///     what it holds.
  /// - Throws: ``MediaError`` with code `unreadable` when frames are missing or damaged.
  /// - Complexity: O(samples), plus the pre-roll.
  static func decode(
    _ samples: Range<Int>, from run: MP3Frames, format: MP3Format, into block: inout AudioBlock
  ) throws(MediaError) {
    let needed = framesNeeded(for: samples, format: format)
    let frames = needed.clamped(to: run.numbers)
    let held = framesHolding(samples, format: format)
    guard frames.lowerBound == needed.lowerBound, frames.upperBound >= held.upperBound else {
      throw MediaError(
        .unreadable, detail: "frames \(needed) are needed, \(run.numbers) are there")
    }
    let decoder = try FrameDecoderHandle()
    let length = format.samplesPerFrame
    var start = 0
    for (number, size) in zip(run.numbers, run.sizes) where number < held.upperBound {
      let frame = run.bytes[start..<start + Int(size)]
      start += Int(size)
      guard frames.contains(number) else { continue }
      let first = number * length - MP3Format.startPadding
      let kept = samples.clamped(to: first..<first + length)
      try decoder.decode(
        frame, format, keeping: kept.lowerBound - first..<kept.upperBound - first, into: &block)
    }
  }

  /// The frames whose decoded samples overlap a stretch.
  private static func framesHolding(_ samples: Range<Int>, format: MP3Format) -> Range<Int> {
    let length = format.samplesPerFrame
    let first = (samples.lowerBound + MP3Format.startPadding) / length
    let end = (samples.upperBound + MP3Format.startPadding + length - 1) / length
    return first..<max(first, end)
  }
}

/// A bare decoder, freed with the value.
@safe private final class FrameDecoderHandle {
  private let handle: OpaquePointer

  init() throws(MediaError) {
    var made: OpaquePointer?
    let code = unsafe fs_frame_decoder_open(&made)
    guard let handle = unsafe made else {
      throw .ffmpeg(code, "open the decoder", fallback: .unreadable)
    }
    unsafe self.handle = handle
  }

  deinit { unsafe fs_frame_decoder_close(handle) }

  /// Decodes one frame and adds some of its samples to `block`.
  func decode(
    _ frame: ArraySlice<UInt8>, _ format: MP3Format, keeping kept: Range<Int>,
    into block: inout AudioBlock
  ) throws(MediaError) {
    var planes: UnsafePointer<UnsafePointer<Float>?>?
    var frames: Int32 = 0
    var channels: Int32 = 0
    let code = unsafe frame.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return fs_end_of_file }
      return unsafe fs_frame_decoder_decode(
        handle, base, bytes.count, &planes, &frames, &channels)
    }
    guard code == 0, let planes = unsafe planes else {
      throw .ffmpeg(code, "decode an MP3 frame", fallback: .unreadable)
    }
    guard Int(frames) == format.samplesPerFrame, Int(channels) == format.channels else {
      throw MediaError(
        .unreadable, detail: "an MP3 frame decodes to \(frames) frames of \(channels) channels")
    }
    if !kept.isEmpty { unsafe block.append(planes: planes, frames: kept) }
  }
}
