/// What a file says about its audio before any of it is decoded.
public struct SourceDescription: Sendable, Hashable {
  /// Native rate and loudspeaker roles.
  public let format: AudioFormat
  /// FFmpeg's short name of the container, as detected from the content.
  public let container: String
  /// FFmpeg's short name of the codec.
  public let codec: String
  /// Bits a second, 0 when unknown.
  public let bitRate: Int64
  /// Frames the container's own header counts; `nil` when it counts none.
  public let claimedFrames: Int?
  /// Whether the file names no layout, so that the usual one for its channel count was assumed.
  public let layoutAssumed: Bool
}
