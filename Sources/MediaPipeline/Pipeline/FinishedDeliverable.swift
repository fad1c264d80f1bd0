/// A deliverable that is written and verified, not yet under its name.
struct FinishedDeliverable {
  let path: String
  let settings: MediaWriter.Settings
  let plan: RenderPlan
  let log: GainReductionLog
  let verified: LoudnessReading
  let bytes: Int
  let sha256: String
  let warnings: [MediaWarning]
}
