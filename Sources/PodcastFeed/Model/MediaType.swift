/// A media type that podcast apps play or show; the raw value is its registered name.
///
/// Source: Apple enclosure types, PSP-1 §enclosure; Opus, FLAC and Ogg for alternate enclosures only.
public enum MediaType: String, Codable, Sendable, Hashable, CaseIterable {
  /// MPEG-1 layer III.
  case mp3 = "audio/mpeg"
  /// AAC in MP4, as Apple names it.
  case m4a = "audio/x-m4a"
  /// AAC in MP4, as IANA names it.
  case mp4Audio = "audio/mp4"
  /// Opus in Ogg.
  case opus = "audio/ogg"
  /// FLAC.
  case flac = "audio/flac"
  /// PCM in RIFF.
  case wav = "audio/wav"
  /// Video in MP4.
  case mp4 = "video/mp4"
  /// Video in MP4, as Apple names it.
  case m4v = "video/x-m4v"
  /// QuickTime.
  case quickTime = "video/quicktime"
  /// JPEG.
  case jpeg = "image/jpeg"
  /// PNG.
  case png = "image/png"
}
