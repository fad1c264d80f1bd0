/// One decision of a plan and its reason, for `--dry-run` and the report.
///
/// Codes and names of figures are stable; the command line turns them into sentences in the
/// person's language.
public struct PlanDecision: Sendable, Hashable, Codable {
  /// What was decided and why.
  ///
  /// In brackets: the figures that come with it.
  public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
    /// The channels stay as they are [`channels`].
    case channelsKept = "channels_kept"
    /// The target wants one channel: the mean of left and right [`sourceChannels`].
    case mixedToMono = "mixed_to_mono"
    /// One channel sounds on both sides, as was asked [`sourceChannels`].
    case monoToStereo = "mono_to_stereo"
    /// More than two channels become two by ITU-R BS.775-4's matrix [`sourceChannels`]; the plan's
    /// `matrix` holds the factors.
    case mixedToStereo = "mixed_to_stereo"
    /// Some channels were picked out, as was asked [`sourceChannels`, `channels`].
    case channelsTaken = "channels_taken"
    /// Without a known layout channels 1 and 2 are taken [`sourceChannels`].
    case firstTwoTaken = "first_two_taken"
    /// The rate stays the source's [`sampleRate`].
    case sampleRateKept = "sample_rate_kept"
    /// The format has fewer rates than the source may have [`sampleRate`, `sourceSampleRate`].
    case sampleRateOfFormat = "sample_rate_of_format"
    /// The target prescribes the rate [`sampleRate`, `sourceSampleRate`].
    case sampleRateOfTarget = "sample_rate_of_target"
    /// The request prescribes the rate [`sampleRate`, `sourceSampleRate`].
    case sampleRateAsked = "sample_rate_asked"
    /// Nothing is thrown away: the format is lossless.
    case lossless = "lossless"
    /// The format's usual bit rate [`bitRate`].
    case bitRateOfFormat = "bit_rate_of_format"
    /// The target takes no less [`bitRate`].
    case bitRateOfTarget = "bit_rate_of_target"
    /// The request prescribes it [`bitRate`, or `quality`].
    case bitRateAsked = "bit_rate_asked"
    /// Silence gets no gain [`silenceDB`].
    case silence = "silence"
    /// Shorter than the 400 ms of a gating block: the level is that of the whole [`levelDB`].
    case ungated = "ungated"
    /// One gain throughout; no peak is in the way [`gainDB`, `levelDB`].
    case linearGain = "linear_gain"
    /// The gain pushes peaks over the ceiling; the limiter takes them back there
    /// [`gainDB`, `levelDB`, `maxReductionDB`, `meanReductionDB`, `reducedSeconds`, `events`].
    case limited = "limited"
    /// So much is taken from what is loud that it can be heard; a lower target would sound better
    /// [`meanReductionDB`].
    case heavilyLimited = "heavily_limited"
    /// The ceiling is lowered before the encoder by what encoders add [`marginDB`, `ceilingDBTP`].
    case codecMargin = "codec_margin"
    /// The level is raised before the encoder by what it takes [`codecLossDB`].
    case codecLoss = "codec_loss"
    /// The ceiling keeps the level below the target [`wantedDB`, `reachedDB`, `meanReductionDB`].
    case ceilingBinds = "ceiling_binds"
    /// The pauses are louder than the receiver takes [`noiseFloorDB`, `largestNoiseFloorDB`].
    case noiseFloorTooHigh = "noise_floor_too_high"
  }

  /// What and why.
  public let code: Code
  /// Figures by name; units are in the names (Hz and bits a second where there are none).
  public let figures: [String: Double]

  /// Notes a decision.
  public init(_ code: Code, _ figures: [String: Double] = [:]) {
    self.code = code
    self.figures = figures
  }
}
