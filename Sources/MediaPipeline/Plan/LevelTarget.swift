public import MediaProtocol

/// The level, the ceiling and the form that a deliverable is to have.
public struct LevelTarget: Sendable, Hashable {
  /// The figure that is to be reached.
  public enum Measure: String, Sendable, Hashable {
    /// Integrated loudness as ITU-R BS.1770 reads the deliverable's own channels, LUFS.
    case loudness
    /// Root mean square of the whole file, unweighted and ungated, dB; a sine at full scale reads
    /// −3.01.
    case rms
  }

  /// What the receiver of a deliverable asks of its form.
  public struct Form: Sendable, Hashable {
    /// The sample rate, hertz.
    public var sampleRate: Int
    /// The least bit rate of lossy formats, bits a second; constant.
    public var leastBitRate: Int

    /// Describes a form.
    public init(sampleRate: Int, leastBitRate: Int) {
      self.sampleRate = sampleRate
      self.leastBitRate = leastBitRate
    }
  }

  /// The name it is asked for by; `custom` for figures.
  public let name: String
  /// What is measured.
  public let measure: Measure
  /// The level to reach, LUFS or dB by ``measure``.
  public let levelDB: Double
  /// The lowest and the highest level the receiver takes, where it says so.
  public let acceptedDB: ClosedRange<Double>?
  /// True peak not to be exceeded on the decoded deliverable, dBTP.
  public let ceilingDBTP: Double
  /// What the pauses may not exceed, dB RMS, where the receiver says so.
  public let noiseFloorDB: Double?
  /// Whether the deliverable is to have one channel.
  public let isMono: Bool
  /// What the receiver asks of the form; `nil` leaves it to the format.
  public let form: Form?

  /// Describes a target.
  ///
  /// - Parameters:
  ///   - name: what it is called.
  ///   - measure: what is measured.
  ///   - levelDB: the level to reach.
  ///   - acceptedDB: the levels the receiver takes.
  ///   - ceilingDBTP: the true peak not to be exceeded.
  ///   - noiseFloorDB: what the pauses may not exceed.
  ///   - isMono: whether to deliver one channel.
  ///   - form: what the receiver asks of the form.
  public init(
    name: String = "custom", measure: Measure = .loudness, levelDB: Double,
    acceptedDB: ClosedRange<Double>? = nil, ceilingDBTP: Double, noiseFloorDB: Double? = nil,
    isMono: Bool = false, form: Form? = nil
  ) {
    self.name = name
    self.measure = measure
    self.levelDB = levelDB
    self.acceptedDB = acceptedDB
    self.ceilingDBTP = ceilingDBTP
    self.noiseFloorDB = noiseFloorDB
    self.isMono = isMono
    self.form = form
  }

  /// Whether plain squares must be summed to judge it.
  var needsSquares: Bool { measure == .rms || noiseFloorDB != nil }

  /// Apple Podcasts' −16 LKFS ±1 and −1 dBTP (podcasters.apple.com/support/893).
  public static let podcast = Self(
    name: "podcast", levelDB: -16, acceptedDB: -17 ... -15, ceilingDBTP: -1)
  /// One channel that sounds like −16 from two loudspeakers: 3 LU less.
  public static let monoPodcast = Self(
    name: "mono-podcast", levelDB: -19, acceptedDB: -20 ... -18, ceilingDBTP: -1, isMono: true)
  /// Spotify's default playback level (support.spotify.com, "Loudness normalization").
  public static let spotify = Self(name: "spotify", levelDB: -14, ceilingDBTP: -1)
  /// EBU R 128: −23 LUFS, −1 dBTP.
  public static let broadcast = Self(name: "broadcast", levelDB: -23, ceilingDBTP: -1)
  /// Audiobooks for ACX.
  ///
  /// −23…−18 dB RMS, peaks at most −3 dB, pauses at most −60 dB RMS, MP3 at
  /// 192 kb/s or more, constant, 44.1 kHz (ACX Audio Submission Requirements,
  /// acx.com/help/acx-audio-submission-requirements). Aims at −20, and takes the peak as true peak.
  public static let acx = Self(
    name: "acx", measure: .rms, levelDB: -20, acceptedDB: -23 ... -18, ceilingDBTP: -3,
    noiseFloorDB: -60, form: Form(sampleRate: 44_100, leastBitRate: 192_000))

  /// Every target that has a name.
  public static let named = [podcast, monoPodcast, spotify, broadcast, acx]

  /// Reads what a request asks for.
  ///
  /// - Parameter request: a name or figures.
  /// - Throws: ``MediaError`` with code `targetUnreachable` for an unknown name, and for figures
  ///   that no file can have.
  public init(_ request: TargetRequest) throws(MediaError) {
    switch request {
    case .named(let name):
      guard let target = Self.named.first(where: { $0.name == name }) else {
        let names = Self.named.map(\.name).joined(separator: ", ")
        throw MediaError(
          .targetUnreachable, detail: "no target is called \(name); there are \(names)")
      }
      self = target
    case .custom(let loudness, let ceiling):
      guard TargetRequest.levels.contains(loudness), TargetRequest.ceilings.contains(ceiling)
      else {
        throw MediaError(
          .targetUnreachable,
          detail: "\(loudness) LUFS under \(ceiling) dBTP; "
            + "loudness goes from \(Int(TargetRequest.levels.lowerBound)) to 0, "
            + "the ceiling from \(Int(TargetRequest.ceilings.lowerBound)) to 0")
      }
      self.init(levelDB: loudness, ceilingDBTP: ceiling)
    }
  }
}
