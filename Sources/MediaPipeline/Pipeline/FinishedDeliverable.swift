/// A deliverable that is written and verified, not yet under its name.
struct FinishedDeliverable {
  let path: String
  let settings: MediaWriter.Settings
  let plan: DeliverablePlan
  /// Renders it took.
  let rounds: Int
  /// Where an MP3's runs meet.
  let seams: [MP3Seam]
  /// What the decoded file reads.
  let verified: LoudnessReading
  let bytes: Int
  let sha256: String
  let warnings: [MediaWarning]

  /// How far the level may end off the target before the report says what binds, LU: what DESIGN §8
  /// allows.
  private static let reportedLU = 0.1

  /// Takes the proof of a deliverable.
  ///
  /// - Throws: ``MediaError`` with code `targetUnreachable` when the ceiling could not be kept,
  ///   `cancelled` when it was stopped.
  init(_ deliverable: Deliverable, stop: StopFlag) throws(MediaError) {
    let path = deliverable.file.path
    let search = deliverable.search
    guard let verified = deliverable.proof?.reading else {
      throw MediaError(.outputUnwritable, subject: path, detail: "was not rendered")
    }
    if let peak = verified.truePeakDBTP, peak > search.plan.target.ceilingDBTP {
      throw MediaError(
        .targetUnreachable, subject: path,
        detail: "\(peak) dBTP after \(search.round) rounds, "
          + "ceiling \(search.plan.target.ceilingDBTP)")
    }
    self.path = path
    self.verified = verified
    settings = deliverable.settings
    plan = search.plan
    rounds = search.round
    seams = deliverable.seams
    bytes = try deliverable.file.size()
    sha256 = try FileDigest.sha256(descriptor: deliverable.file.descriptor, stop: stop)
    let misses = abs(search.missingDB(verified)) > Self.reportedLU
    let planned = plan.warnings.filter { $0 != .ceilingBinds }
    let reason: MediaWarning = plan.limit == nil ? .targetMissed : .ceilingBinds
    warnings =
      (misses ? [reason] : []) + planned
      + (deliverable.discardedWork ? [.workDiscarded] : [])
  }
}
