/// What the worker is asked to do: one JSON line on its standard input.
public enum MediaRequest: Sendable, Hashable, Codable {
  /// Measure the loudness of files.
  case measure(MeasureRequest)
  /// Level, encode and verify one programme.
  case process(ProcessRequest)
}

/// Which files to measure, and how.
public struct MeasureRequest: Sendable, Hashable, Codable {
  /// The files, by path; the worker opens them itself.
  public var files: [String]
  /// Whether to count a mono file as heard on two loudspeakers (+3.01 LU); never implied.
  public var dualMono: Bool
  /// Whether each answer brings its ``LoudnessSummary/course``; nil means no.
  public var includesCourse: Bool?
  /// One or two channels to measure, counted from 1; nil measures what a render would take, or all
  /// of a layout that is known.
  public var channels: [Int]?

  /// Asks for measurements.
  public init(files: [String], dualMono: Bool = false, includesCourse: Bool? = nil) {
    self.files = files
    self.dualMono = dualMono
    self.includesCourse = includesCourse
  }
}

/// One programme to level, encode and verify.
public struct ProcessRequest: Sendable, Hashable, Codable {
  /// The recordings to join, in order; at least one.
  public var inputs: [String]
  /// The files to write; at least one.
  public var outputs: [OutputRequest]
  /// The loudness to reach.
  public var target: TargetRequest
  /// Title, artist and so on.
  public var tags: MediaTags
  /// A JPEG or PNG to embed.
  public var coverPath: String?
  /// Chapter marks on the output's timeline.
  public var chapters: [ChapterMark]
  /// Where to write the report as JSON; nil for none.
  public var reportPath: String?
  /// Where to write the waveform of the first output for players: `.dat` or `.json` as
  /// bbc/audiowaveform has them; nil for none.
  public var waveformPath: String?
  /// Which part and channels of the inputs are wanted; nil takes everything.
  public var selection: InputSelection?
  /// What the inputs say about themselves and the outputs shall not carry over; nil keeps all.
  public var leavesOut: [InputMetadata]?
  /// Whether the outputs have one channel, true, or two, false, whatever target and recording have;
  /// nil leaves it to them.
  public var isMono: Bool?
  /// Whether to measure and plan only: the answer is a ``RenderForecast``; nil means no.
  public var dryRun: Bool?
  /// Whether the report brings the loudness over time, before and after; nil means no.
  public var includesCourse: Bool?

  /// Asks for a render.
  public init(
    inputs: [String], outputs: [OutputRequest], target: TargetRequest = .named("podcast"),
    tags: MediaTags = MediaTags(), coverPath: String? = nil, chapters: [ChapterMark] = [],
    reportPath: String? = nil
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.target = target
    self.tags = tags
    self.coverPath = coverPath
    self.chapters = chapters
    self.reportPath = reportPath
  }
}

/// One file to write.
public struct OutputRequest: Sendable, Hashable, Codable {
  /// Where to write it; its extension chooses the format.
  public var path: String
  /// Bits a second; nil takes the format's default, and lossless formats have none.
  public var bitRate: Int?
  /// Whether the bit rate is an average rather than constant, for MP3 only; nil means no.
  public var isAverage: Bool?
  /// A quality on the encoder's own scale instead of a bit rate: MP3's goes from 0, the best, to 9.
  public var quality: Double?
  /// Frames a second; nil takes what the format and the target ask for.
  public var sampleRate: SampleRateRequest?

  /// Names an output.
  public init(path: String, bitRate: Int? = nil) {
    self.path = path
    self.bitRate = bitRate
  }
}

/// How many frames a second an output has.
public enum SampleRateRequest: Sendable, Hashable, Codable {
  /// As many as the recording, or a refusal where the format has no such rate.
  case keep
  /// This many, or a refusal.
  case hertz(Int)
}

/// The loudness to reach.
public enum TargetRequest: Sendable, Hashable, Codable {
  /// One of the named targets: `podcast`, `mono-podcast`, `spotify`, `broadcast`, `acx`.
  case named(String)
  /// Integrated loudness in LUFS, of ``levels``, and true-peak ceiling in dBTP, of ``ceilings``.
  case custom(targetLUFS: Double, ceilingDBTP: Double)

  /// The names that are known.
  public static let names = ["podcast", "mono-podcast", "spotify", "broadcast", "acx"]
  /// Loudness that a file can be brought to, LUFS: above the absolute gate of ITU-R BS.1770-5, below
  /// which nothing counts, by more than speech varies; up to full scale.
  public static let levels = -60.0...0.0
  /// Ceilings, dBTP; one above 0 would clip in players.
  public static let ceilings = -20.0...0.0
}

/// What players show about a file; empty means absent.
public struct MediaTags: Sendable, Hashable, Codable {
  /// The title of the episode.
  public var title: String?
  /// Who made it.
  public var artist: String?
  /// The show.
  public var album: String?
  /// ISO 8601 date or year.
  public var date: String?
  /// The number within the album.
  public var track: Int?
  /// Free text.
  public var comment: String?

  /// Describes a file.
  public init(
    title: String? = nil, artist: String? = nil, album: String? = nil, date: String? = nil,
    track: Int? = nil, comment: String? = nil
  ) {
    self.title = title
    self.artist = artist
    self.album = album
    self.date = date
    self.track = track
    self.comment = comment
  }
}

/// The start of a chapter.
public struct ChapterMark: Sendable, Hashable, Codable {
  /// Seconds from the start, not negative.
  public var startSeconds: Double
  /// Its title.
  public var title: String
  /// Where it ends, seconds; nil where the next one starts.
  public var endSeconds: Double?
  /// A page about it.
  public var link: String?
  /// A JPEG or PNG to show meanwhile; only MP3 keeps it.
  public var imagePath: String?

  /// Marks a chapter.
  public init(
    startSeconds: Double, title: String, endSeconds: Double? = nil, link: String? = nil
  ) {
    self.startSeconds = startSeconds
    self.title = title
    self.endSeconds = endSeconds
    self.link = link
  }
}
