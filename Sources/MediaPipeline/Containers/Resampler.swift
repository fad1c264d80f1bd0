internal import FFmpegShim

/// Changes the sample rate of a stream of blocks; gives exactly round(n · out ÷ in) frames.
@safe struct Resampler: ~Copyable {
  private let handle: OpaquePointer
  private let ratio: Double
  private let channelCount: Int
  private var taken = 0
  private var given = 0

  /// Makes a converter between two rates in hertz.
  init(channelCount: Int, from inRate: Int, to outRate: Int) throws(MediaError) {
    var made: OpaquePointer?
    let code = unsafe fs_resampler_create(
      Int32(channelCount), Int32(inRate), Int32(outRate), &made)
    guard let made = unsafe made else { throw .ffmpeg(code, "resample", fallback: .unreadable) }
    unsafe handle = made
    ratio = Double(outRate) / Double(inRate)
    self.channelCount = channelCount
  }

  deinit { unsafe fs_resampler_free(handle) }

  /// Converts the next frames; what the filter still needs stays inside.
  mutating func process(_ block: AudioBlock) throws(MediaError) -> AudioBlock {
    taken += block.frameCount
    var out = AudioBlock(channelCount: channelCount)
    guard !block.isEmpty else { return out }
    let code = unsafe block.withPlanePointers { planes in
      unsafe planes.withMemoryRebound(to: UnsafePointer<Float>?.self, capacity: channelCount) {
        unsafe convert($0, Int32(block.frameCount), into: &out)
      }
    }
    guard code >= 0 else { throw .ffmpeg(code, "resample", fallback: .unreadable) }
    given += out.frameCount
    return out
  }

  /// Gives what is left, cut or filled up with silence to the exact count.
  mutating func finish() throws(MediaError) -> AudioBlock {
    var rest = AudioBlock(channelCount: channelCount)
    while true {
      let before = rest.frameCount
      let code = unsafe convert(nil, 0, into: &rest)
      guard code >= 0 else { throw .ffmpeg(code, "resample", fallback: .unreadable) }
      if rest.frameCount == before { break }
    }
    let wanted = max(0, Int((Double(taken) * ratio).rounded()) - given)
    if rest.frameCount > wanted { return rest.slice(0..<wanted) }
    rest.append(
      contentsOf: AudioBlock(channelCount: channelCount, frameCount: wanted - rest.frameCount))
    return rest
  }

  private func convert(
    _ planes: UnsafePointer<UnsafePointer<Float>?>?, _ frames: Int32, into block: inout AudioBlock
  ) -> Int32 {
    var out: UnsafePointer<UnsafePointer<Float>?>?
    var made: Int32 = 0
    let code = unsafe fs_resampler_convert(handle, planes, frames, &out, &made)
    if code >= 0, made > 0, let out = unsafe out {
      unsafe block.append(planes: out, frames: 0..<Int(made))
    }
    return code
  }
}
