@testable import MediaPipeline

extension AudioBlock {
  /// The samples of each channel.
  var planes: [[Float]] {
    (0..<channelCount).map { channel in
      withChannel(channel) { samples in samples.indices.map { samples[$0] } }
    }
  }
}
