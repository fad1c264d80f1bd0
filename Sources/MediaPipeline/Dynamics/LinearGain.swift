/// One gain over the whole programme.
public struct LinearGain: Sendable, Hashable {
  /// The gain in dB; 0 changes nothing.
  public let decibels: Double
  private let factor: Float

  /// Prepares a gain.
  ///
  /// - Parameter decibels: any finite value.
  public init(decibels: Double) {
    self.decibels = decibels
    factor = Float(Decibels.amplitude(decibels: decibels))
  }

  /// Multiplies every sample.
  ///
  /// - Parameter block: changed in place.
  /// - Complexity: O(frames × channels).
  public func apply(to block: inout AudioBlock) {
    guard factor != 1 else { return }
    for channel in 0..<block.channelCount {
      block.withMutableChannel(channel) { plane in
        for frame in 0..<plane.count { plane[frame] *= factor }
      }
    }
  }
}
