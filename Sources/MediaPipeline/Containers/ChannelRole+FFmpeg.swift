extension ChannelRole {
  /// The loudspeaker behind FFmpeg's AVChannel number (libavutil/channel_layout.h, stable API).
  init(avChannel: Int32) {
    self =
      switch avChannel {
      // 29 and 30 are a stereo downmix's left and right.
      case 0, 29: .frontLeft
      case 1, 30: .frontRight
      case 2: .frontCentre
      case 3: .lowFrequency
      case 4: .backLeft
      case 5: .backRight
      case 6: .frontLeftOfCentre
      case 7: .frontRightOfCentre
      case 8: .backCentre
      case 9, 33: .sideLeft
      case 10, 34: .sideRight
      case 11: .topCentre
      case 12: .topFrontLeft
      case 13: .topFrontCentre
      case 14: .topFrontRight
      case 15: .topBackLeft
      case 16: .topBackCentre
      case 17: .topBackRight
      case 31: .wideLeft
      case 32: .wideRight
      case 35: .lowFrequency2
      case 36: .topSideLeft
      case 37: .topSideRight
      case 38: .bottomFrontCentre
      case 39: .bottomFrontLeft
      case 40: .bottomFrontRight
      default: .unknown
      }
  }
}
