extension LoudnessReading {
  /// The loudness a gain can be planned from, `nil` in silence.
  ///
  /// Integrated loudness, or for a recording shorter than a gating block (400 ms) its ungated
  /// loudness. At or below the absolute gate a recording is silence: raising its hiss by 60 dB
  /// would be nobody's wish.
  var audibleLUFS: Double? {
    if let integratedLUFS { return integratedLUFS }
    guard let ungatedLUFS, ungatedLUFS > GatedLoudness.absoluteGateLUFS else { return nil }
    return ungatedLUFS
  }
}
