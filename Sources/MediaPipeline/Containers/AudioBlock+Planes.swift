extension AudioBlock {
  /// Adds frames that lie in one C array a channel.
  mutating func append(planes: UnsafePointer<UnsafePointer<Float>?>, frames: Int) {
    let start = frameCount
    if start + frames > capacity { reserveCapacity(max(start + frames, 2 * capacity)) }
    setFrameCount(start + frames)
    for channel in 0..<channelCount {
      guard let plane = unsafe planes[channel] else { continue }
      withMutableChannel(channel) { samples in
        unsafe samples.withUnsafeMutableBufferPointer { target in
          guard let base = target.baseAddress else { return }
          unsafe (base + start).update(from: plane, count: frames)
        }
      }
    }
  }

  /// The same frames, every sample times `factor`.
  func scaled(by factor: Float) -> AudioBlock {
    guard factor != 1 else { return self }
    var scaled = self
    for channel in 0..<channelCount {
      scaled.withMutableChannel(channel) { samples in
        for frame in 0..<samples.count { samples[frame] *= factor }
      }
    }
    return scaled
  }

  /// Lends one pointer a channel to the first valid frame.
  func withPlanePointers<Result>(
    _ body: (UnsafePointer<UnsafePointer<Float>>) -> Result
  ) -> Result {
    withPlanes { samples in
      unsafe samples.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("empty block") }
        let planes = unsafe (0..<channelCount).map { unsafe base + $0 * capacity }
        return unsafe planes.withUnsafeBufferPointer { pointers in
          guard let first = pointers.baseAddress else { preconditionFailure("no channel") }
          return unsafe body(first)
        }
      }
    }
  }
}
