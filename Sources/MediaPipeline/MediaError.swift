/// A failure while reading, processing or writing media.
public struct MediaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure this is; stable, used in JSON and logs (DESIGN §7, media codes).
  public enum Code: String, Sendable, CaseIterable {
    /// The input does not exist.
    case notFound = "not_found"
    /// The input has no bytes or no sample.
    case emptyInput = "empty_input"
    /// The input's container or codec is not one the product reads.
    case unsupportedFormat = "unsupported_format"
    /// The input holds no audio stream.
    case noAudio = "no_audio"
    /// The input has audio, but not as many tracks as the number asked for.
    case noSuchTrack = "no_such_track"
    /// The input has not as many channels as the number asked for.
    case noSuchChannel = "no_such_channel"
    /// The part asked for starts at or after the end of the programme.
    case beyondEnd = "beyond_end"
    /// The cover asked for is no JPEG or PNG, or larger than players take.
    case badCover = "bad_cover"
    /// The input claims to be audio and cannot be decoded.
    case unreadable
    /// The output cannot be created or written.
    case outputUnwritable = "output_unwritable"
    /// The output's format has not what is asked for, or its name says no format.
    case badOutput = "bad_output"
    /// The output would replace an input.
    case outputIsInput = "output_is_input"
    /// Another run is making the same output.
    case outputBusy = "output_busy"
    /// Two runs of an encoder do not join; the render plans around it, so that no caller sees it.
    case noSeam = "no_seam"
    /// The disk or quota is full.
    case diskFull = "disk_full"
    /// The caller asked to stop.
    case cancelled
    /// Loudness and ceiling cannot both be met.
    case targetUnreachable = "target_unreachable"
  }

  /// The kind of failure.
  public let code: Code
  /// The file or setting it is about, as the caller named it; empty when the caller knows.
  public let subject: String
  /// What exactly failed, in English, for logs and for the person who is asked for help.
  public let detail: String
  /// Makes a failure.
  ///
  /// - Parameters:
  ///   - code: the kind of failure.
  ///   - subject: the file or setting it is about.
  ///   - detail: what exactly failed.
  public init(_ code: Code, subject: String = "", detail: String) {
    self.code = code
    self.subject = subject
    self.detail = detail
  }

  /// Code, subject and detail on one line.
  public var description: String {
    subject.isEmpty ? "\(code.rawValue): \(detail)" : "\(code.rawValue): \(subject): \(detail)"
  }

  /// The same failure about a named file, unless it already names one.
  func about(_ name: String) -> MediaError {
    subject.isEmpty ? MediaError(code, subject: name, detail: detail) : self
  }
}
