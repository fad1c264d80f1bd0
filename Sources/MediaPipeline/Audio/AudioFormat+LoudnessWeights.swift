extension AudioFormat {
  /// The weight of each channel's power in the loudness sum; 0 leaves the channel out.
  ///
  /// Loudspeakers at 60°…120° to either side, less than 30° above or below the listener, weigh
  /// 1.41, low-frequency channels nothing, all others 1.0. A lone pair of surrounds stands at
  /// ±110° (BS.2051-3, sound system B) whether its container calls it side or back; where both
  /// pairs exist, sides are at ±90° and backs at ±135° (sound system I), so that only the sides
  /// are weighted.
  ///
  /// - Source: ITU-R BS.1770-5 Annex 1 (5.1) and Annex 3 (weights by angle for other layouts).
  public var loudnessWeights: [Double] {
    let sidesExist = roles.contains { $0 == .sideLeft || $0 == .sideRight }
    return roles.map { role in
      switch role {
      case .lowFrequency, .lowFrequency2: 0
      case .sideLeft, .sideRight, .wideLeft, .wideRight: Self.surroundWeight
      case .backLeft, .backRight: sidesExist ? 1 : Self.surroundWeight
      default: 1
      }
    }
  }

  /// About +1.5 dB: ITU-R BS.1770-5 Annex 1, left and right surround.
  private static let surroundWeight = 1.41
}
