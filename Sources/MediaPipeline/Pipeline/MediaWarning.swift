/// What a person should know about a file that was processed all the same; codes of the report.
public enum MediaWarning: String, Sendable, CaseIterable {
  /// Nothing above the −70 LUFS gate: no level to correct.
  case silence
  /// The file holds clearly less than its header claims, or its last part cannot be read.
  case truncated
  /// Packets were damaged and skipped.
  case damaged
  /// Samples that were not finite or far beyond full scale were replaced.
  case repairedSamples = "repaired_samples"
  /// More than two channels were mixed down to stereo.
  case downmixed
  /// Only channels 1 and 2 of many were taken.
  case firstTwoChannels = "first_two_channels"
  /// Joined inputs have different sample rates; all were brought to the first one's.
  case joinedRates = "joined_rates"
  /// Joined inputs have different channel counts; mono ones sound on both sides.
  case joinedChannels = "joined_channels"
  /// The picture inside the input is broken or too large and was left out.
  case coverDropped = "cover_dropped"
  /// Parts that a killed run of other work had left beside the output were removed.
  case workDiscarded = "work_discarded"
  /// The loudness target could not be reached under the ceiling: the ceiling binds.
  case ceilingBinds = "ceiling_binds"
}
