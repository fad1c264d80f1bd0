import MediaProtocol

extension DeliverableFormat {
  /// libavformat's name of the container.
  var containerName: String {
    switch self {
    case .m4a: "ipod"
    default: rawValue
    }
  }

  /// libavcodec's name of the encoder.
  var encoderName: String {
    switch self {
    case .mp3: "libmp3lame"
    case .m4a: "aac"
    case .opus: "libopus"
    case .flac: "flac"
    case .wav: "pcm_s24le"
    }
  }
}

extension MediaWriter.Settings {
  /// What to multiply samples by, so that the decoded file is as loud as what was given.
  ///
  /// LAME 3.100 lowers every input by a factor that depends on the bit rate, and libavcodec has no
  /// option against it. Measured on a 997 Hz tone at 44.1 and 48 kHz, mono and stereo: 0.95 up to
  /// 160 kb/s (−0.45 dB), 0.97 at 192, 0.98 at 224, 1 from 256 on, for constant and average rates
  /// alike. Where a quality decides, nothing is lowered by more than trials find.
  var makeUp: Float {
    guard format == .mp3, bitRate > 0 else { return 1 }
    return switch bitRate {
    case ..<192_000: 1 / 0.95
    case ..<224_000: 1 / 0.97
    case ..<256_000: 1 / 0.98
    default: 1
    }
  }
}
