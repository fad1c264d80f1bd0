extension LoudnessReading {
  /// What to level by; `nil` in silence, that is at or below ``LevelSteps/silenceDB``.
  ///
  /// Integrated loudness, or of a clip too short for four complete tenths of a second, the gating
  /// block of ITU-R BS.1770-5 Annex 1, the loudness of the whole.
  public var levelLUFS: Double? {
    let isShort = curve.powers.count < 4
    return (integratedLUFS ?? (isShort ? ungatedLUFS : nil)).flatMap {
      $0 > LevelSteps.silenceDB ? $0 : nil
    }
  }

  /// Whether there is nothing to level.
  public var isSilent: Bool { levelLUFS == nil }
}
