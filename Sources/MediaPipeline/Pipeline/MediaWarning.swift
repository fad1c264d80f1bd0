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
  /// The level missed its target although the ceiling allowed more: the encoder changes it.
  case targetMissed = "target_missed"
  /// So much was taken from what is loud that it can be heard.
  case heavilyLimited = "heavily_limited"
  /// The pauses are louder than the receiver takes.
  case noiseFloorTooHigh = "noise_floor_too_high"
  /// Left and right were mixed to one channel, and the level is that of the mix.
  case mixedToMono = "mixed_to_mono"
  /// The recording itself was too loud for its own scale: tops of the wave are cut off.
  case clipped
  /// What was asked for is not what the target asks of a file: its receiver may refuse it.
  case formOverridden = "form_overridden"
  /// A WAV carries neither chapters nor a picture; those were left out.
  case extrasLeftOut = "extras_left_out"
  /// A format keeps no pictures of chapters, or no links; those were left out of it.
  case chapterPartsLeftOut = "chapter_parts_left_out"
  /// There are more chapters than are read, or than a format numbers; the last were left out.
  case chaptersLeftOut = "chapters_left_out"
  /// Chapters at or beyond the end of the sound were left out.
  case chaptersBeyondEnd = "chapters_beyond_end"
}
