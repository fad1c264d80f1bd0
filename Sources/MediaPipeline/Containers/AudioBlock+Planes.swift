extension AudioBlock {
  /// Adds frames that lie in one C array a channel.
  mutating func append(planes: UnsafePointer<UnsafePointer<Float>?>, frames: Range<Int>) {
    let start = frameCount
    let end = start + frames.count
    if end > capacity { reserveCapacity(max(end, 2 * capacity)) }
    setFrameCount(end)
    for channel in 0..<channelCount {
      guard let plane = unsafe planes[channel] else { continue }
      unsafe withMutableChannelPointer(channel) { target in
        unsafe (target + start).update(from: plane + frames.lowerBound, count: frames.count)
      }
    }
  }

  /// Lends a pointer to the first sample of one channel, for C and for copies.
  func withChannelPointer<Result>(
    _ channel: Int, _ body: (UnsafePointer<Float>) -> Result
  ) -> Result {
    precondition(channel >= 0 && channel < channelCount, "no such channel")
    return withPlanes { samples in
      unsafe samples.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("empty block") }
        return unsafe body(base + channel * capacity)
      }
    }
  }

  /// Lends a pointer to the first sample of one channel for writing.
  mutating func withMutableChannelPointer<Result>(
    _ channel: Int, _ body: (UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    precondition(channel >= 0 && channel < channelCount, "no such channel")
    let start = channel * capacity
    return withMutablePlanes { samples in
      unsafe samples.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("empty block") }
        return unsafe body(base + start)
      }
    }
  }

  /// Lends one pointer a channel to where the next frames go.
  ///
  /// - Parameter body: writes frames there and returns how many, at most what the capacity leaves.
  mutating func withFreePlanes(
    _ body: (UnsafePointer<UnsafeMutablePointer<Float>>) -> Int
  ) {
    let (start, distance, count) = (frameCount, capacity, channelCount)
    let written = withMutablePlanes { samples in
      unsafe samples.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("empty block") }
        let planes = unsafe (0..<count).map { unsafe base + $0 * distance + start }
        return unsafe planes.withUnsafeBufferPointer { pointers in
          guard let first = pointers.baseAddress else { preconditionFailure("no channel") }
          return unsafe body(first)
        }
      }
    }
    setFrameCount(start + written)
  }

  /// Multiplies every sample by `factor`.
  mutating func scale(by factor: Float) {
    guard factor != 1 else { return }
    for channel in 0..<channelCount {
      withMutableChannel(channel) { samples in
        for frame in 0..<samples.count { samples[frame] *= factor }
      }
    }
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
