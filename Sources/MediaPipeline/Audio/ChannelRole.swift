/// The loudspeaker that a channel feeds.
///
/// Azimuths and elevations are those of ITU-R BS.2051-3 (Sound systems A to H); loudness weights
/// follow from the whole layout, see ``AudioFormat/loudnessWeights``.
public enum ChannelRole: String, Sendable, Hashable, CaseIterable {
  case frontLeft, frontRight, frontCentre
  case lowFrequency, lowFrequency2
  case frontLeftOfCentre, frontRightOfCentre
  case sideLeft, sideRight
  case backLeft, backRight, backCentre
  case wideLeft, wideRight
  case topFrontLeft, topFrontCentre, topFrontRight
  case topSideLeft, topSideRight, topCentre
  case topBackLeft, topBackCentre, topBackRight
  case bottomFrontLeft, bottomFrontCentre, bottomFrontRight
  /// A channel whose loudspeaker is not known, as in a recorder's multitrack file.
  case unknown
}
