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

  /// The rates it takes, hertz; nil for lossless ones, which take all the product handles.
  ///
  /// MP3 below 32 kHz would be MPEG-2, which ends at 160 kb/s (ISO/IEC 13818-3). Opus has five rates of
  /// its own (RFC 6716 §2), of which we write the highest, whatever the recording has.
  private var sampleRates: [Int]? {
    switch self {
    case .mp3: [32_000, 44_100, 48_000]
    case .m4a: [32_000, 44_100, 48_000, 88_200, 96_000]
    case .opus: [48_000]
    case .flac, .wav: nil
    }
  }

  /// The sample rates the product handles, hertz.
  public static let handledSampleRates = 8_000...384_000

  /// Whether the format has a sample rate.
  ///
  /// - Parameter hertz: frames a second.
  /// - Returns: whether it can be asked for.
  public func takes(sampleRate hertz: Int) -> Bool {
    sampleRates?.contains(hertz) ?? Self.handledSampleRates.contains(hertz)
  }

  /// The sample rates it has, for messages.
  public var sampleRatesText: String {
    sampleRates.map { $0.map(String.init).joined(separator: ", ") }
      ?? "\(Self.handledSampleRates.lowerBound) to \(Self.handledSampleRates.upperBound)"
  }

  /// The bit rates it takes; nil for lossless ones.
  public var bitRates: BitRates? {
    switch self {
    case .mp3: .mp3
    case .m4a: .aac
    case .opus: .opus
    case .flac, .wav: nil
    }
  }
}
