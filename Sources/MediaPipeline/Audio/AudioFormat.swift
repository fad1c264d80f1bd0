internal import MediaProtocol

/// How many frames a second, and which loudspeaker each channel feeds.
public struct AudioFormat: Sendable, Hashable {
  /// The sample rates that the signal side accepts, in hertz.
  public static let sampleRates = DeliverableFormat.handledSampleRates
  /// The channel counts that the signal side accepts.
  public static let channelCounts = 1...64

  /// Frames per second.
  public let sampleRate: Int
  /// The role of each channel, in the order of the planes of an ``AudioBlock``.
  public let roles: [ChannelRole]

  /// Describes a stream of audio.
  ///
  /// - Parameters:
  ///   - sampleRate: frames per second, within ``sampleRates``; anything else stops the program.
  ///   - roles: one role a channel, 1…64 of them; anything else stops the program.
  public init(sampleRate: Int, roles: [ChannelRole]) {
    precondition(Self.sampleRates.contains(sampleRate), "sample rate outside 8…384 kHz")
    precondition(Self.channelCounts.contains(roles.count), "channel count outside 1…64")
    self.sampleRate = sampleRate
    self.roles = roles
  }

  /// How many channels a frame has.
  public var channelCount: Int { roles.count }

  /// One channel heard from the centre.
  ///
  /// - Parameter sampleRate: frames per second.
  /// - Returns: the format.
  public static func mono(sampleRate: Int) -> Self {
    Self(sampleRate: sampleRate, roles: [.frontCentre])
  }

  /// Left and right.
  ///
  /// - Parameter sampleRate: frames per second.
  /// - Returns: the format.
  public static func stereo(sampleRate: Int) -> Self {
    Self(sampleRate: sampleRate, roles: [.frontLeft, .frontRight])
  }
}
