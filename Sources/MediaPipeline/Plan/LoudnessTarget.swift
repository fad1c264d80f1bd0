public import MediaProtocol

/// The loudness and the ceiling that a deliverable is to have.
public struct LoudnessTarget: Sendable, Hashable {
  /// Integrated loudness as BS.1770 reads the deliverable's own channels, LUFS.
  public let loudnessLUFS: Double
  /// True peak not to be exceeded on the decoded deliverable, dBTP.
  public let ceilingDBTP: Double
  /// Whether the deliverable is to have one channel.
  public let isMono: Bool

  /// Describes a target.
  public init(loudnessLUFS: Double, ceilingDBTP: Double, isMono: Bool = false) {
    self.loudnessLUFS = loudnessLUFS
    self.ceilingDBTP = ceilingDBTP
    self.isMono = isMono
  }

  /// Apple Podcasts' −16 LKFS ±1 and −1 dBTP (podcasters.apple.com/support/893).
  public static let podcast = Self(loudnessLUFS: -16, ceilingDBTP: -1)
  /// One channel that sounds like −16 from two loudspeakers: 3 LU less.
  public static let monoPodcast = Self(loudnessLUFS: -19, ceilingDBTP: -1, isMono: true)
  /// Spotify's default playback level.
  public static let spotify = Self(loudnessLUFS: -14, ceilingDBTP: -1)
  /// EBU R 128: −23 LUFS, −1 dBTP.
  public static let broadcast = Self(loudnessLUFS: -23, ceilingDBTP: -1)

  /// Reads what a request asks for.
  ///
  /// - Parameter request: a name or figures.
  /// - Throws: ``MediaError`` with code `targetUnreachable` for an unknown name.
  public init(_ request: TargetRequest) throws(MediaError) {
    switch request {
    case .named("podcast"): self = .podcast
    case .named("mono-podcast"): self = .monoPodcast
    case .named("spotify"): self = .spotify
    case .named("broadcast"): self = .broadcast
    case .named(let name):
      throw MediaError(.targetUnreachable, detail: "no target is called \(name)")
    case .custom(let loudness, let ceiling):
      self.init(loudnessLUFS: loudness, ceilingDBTP: ceiling)
    }
  }
}
