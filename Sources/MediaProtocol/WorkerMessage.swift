/// What the worker says: one JSON line each on its standard output.
public enum WorkerMessage: Sendable, Hashable, Codable {
  /// How far it is.
  case progress(MediaProgress)
  /// One file of a measure request is done, in the order of the request.
  case measured(LoudnessSummary)
  /// One file of a measure request cannot be measured; the others go on.
  case refused(MediaFailureReport)
  /// A process request is done.
  case rendered(RenderReport)
  /// A process request with `dryRun` is done.
  case planned(RenderForecast)
  /// The request failed as a whole; nothing was left behind.
  case failed(MediaFailureReport)
}

/// How far a request is.
public struct MediaProgress: Sendable, Hashable, Codable {
  /// The stages of the pipeline.
  public enum Stage: String, Sendable, Hashable, Codable {
    case measuring, rendering, verifying
  }

  /// What is being done.
  public var stage: Stage
  /// 0…1 over the whole request; never falls.
  public var fraction: Double

  /// Says how far a request is.
  public init(stage: Stage, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}

/// A failure as the worker reports it; the parent turns it into a sentence.
public struct MediaFailureReport: Sendable, Hashable, Codable {
  /// What kind of failure this is.
  public var code: MediaFailureCode
  /// The file it is about, as the request named it.
  public var subject: String
  /// What FFmpeg or the system said, for the log.
  public var detail: String

  /// Describes a failure.
  public init(code: MediaFailureCode, subject: String, detail: String) {
    self.code = code
    self.subject = subject
    self.detail = detail
  }
}

/// The stable codes of media failures (DESIGN §7).
public enum MediaFailureCode: String, Sendable, Hashable, Codable, CaseIterable {
  case notFound = "not_found"
  case emptyInput = "empty_input"
  case unsupportedFormat = "unsupported_format"
  case noAudio = "no_audio"
  case noSuchTrack = "no_such_track"
  case noSuchChannel = "no_such_channel"
  case beyondEnd = "beyond_end"
  case badCover = "bad_cover"
  case unreadable
  case outputUnwritable = "output_unwritable"
  case badOutput = "bad_output"
  case outputIsInput = "output_is_input"
  case outputBusy = "output_busy"
  case diskFull = "disk_full"
  case cancelled
  case targetUnreachable = "target_unreachable"
  case workerCrashed = "worker_crashed"
  case workerMissing = "worker_missing"
}
