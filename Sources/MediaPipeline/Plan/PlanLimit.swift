/// What keeps a deliverable from the level it was to have.
public enum PlanLimit: Sendable, Hashable {
  /// More gain would only be taken away again by the limiter.
  ///
  /// - Parameters:
  ///   - wantedDB: the level wanted before the encoder, LUFS or dB.
  ///   - reachedDB: the level there is.
  ///   - meanReductionDB: what the limiter takes on average from what is audible, dB.
  case ceiling(wantedDB: Double, reachedDB: Double, meanReductionDB: Double)
}
