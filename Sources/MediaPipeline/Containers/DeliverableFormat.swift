/// The kinds of file a render can make.
public enum DeliverableFormat: String, Sendable, CaseIterable, Codable {
  /// MPEG-1/2 layer III by LAME.
  case mp3
  /// AAC-LC in MP4.
  case m4a
  /// Opus in Ogg.
  case opus
  /// FLAC, 24 bits.
  case flac
  /// RIFF/WAVE, or RF64 beyond 4 GiB, 24 bits.
  case wav

  /// The format a file name asks for by its extension.
  ///
  /// - Parameter fileName: a name or path.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: "."), dot < fileName.endIndex else { return nil }
    self.init(rawValue: fileName[fileName.index(after: dot)...].lowercased())
  }

  /// Bits a second by default; 0 for lossless ones.
  public var defaultBitRate: Int {
    switch self {
    case .mp3, .m4a: 128_000
    case .opus: 96_000
    case .flac, .wav: 0
    }
  }

  /// The rate a deliverable of a source has, hertz (DESIGN §5).
  ///
  /// MP3 and M4A are 44.1 kHz for the 11.025 kHz family and 48 kHz for all others: at 8 and
  /// 11 kHz "128 kb/s" would silently become 64. Opus is always 48 kHz (RFC 6716 §2). Lossless
  /// ones keep the source's rate.
  ///
  /// - Parameter sourceRate: hertz.
  /// - Returns: hertz.
  public func sampleRate(forSource sourceRate: Int) -> Int {
    switch self {
    case .mp3, .m4a: sourceRate % 11_025 == 0 ? 44_100 : 48_000
    case .opus: 48_000
    case .flac, .wav: sourceRate
    }
  }

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
