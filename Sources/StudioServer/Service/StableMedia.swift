import HTTPTypes

/// The address that feeds give for an episode's audio, `/media/<show id>/<episode id>.<ext>`.
///
/// On disk it is a relative symbolic link, switched by rename when the audio is made anew. It is
/// answered with one redirect to the immutable file, so that bytes of two versions are never joined
/// under one URL.
struct StableMedia: Sendable, Hashable {
  /// The immutable file, as a reference relative to the stable address.
  let location: String
  /// When the audio was last made anew, in UTC seconds; nil when it never was, or long ago.
  let replacedUTC: Int?

  /// How long after audio was made anew a client may still hold a part of what was there before
  /// (DESIGN §6): 7 days.
  static let resumeSeconds = 7 * 86_400

  /// The query that asks an immutable file for all of its bytes, whatever the range.
  static let wholeFileQuery = "whole"

  /// Answers a request.
  ///
  /// A client that resumes here names no validator of the bytes it holds (AntennaPod does so): for a
  /// week after the audio was made anew it is sent to an address that ignores the range, and so gets
  /// all of the new file instead of its end behind the beginning of the old one.
  ///
  /// - Parameters:
  ///   - head: a GET or HEAD request.
  ///   - now: the present, in UTC seconds.
  /// - Returns: 302.
  func answer(to head: HTTPRequest, nowUTC now: Int) -> PublicAnswer {
    let fields = FileClass.stableMedia.fields
    guard let replacedUTC, now - replacedUTC < Self.resumeSeconds, Self.resumesBlindly(head)
    else { return .redirect(to: location, .found, fields) }
    return .redirect(to: location + "?" + Self.wholeFileQuery, .found, fields)
  }

  /// Whether a request asks for the rest of a file without saying which: `bytes=N-`, N above 0.
  private static func resumesBlindly(_ head: HTTPRequest) -> Bool {
    guard head.method == .get, head.headerFields[.ifRange] == nil,
      let range = head.headerFields[.range]?.lowercased(), range.hasPrefix("bytes="),
      range.hasSuffix("-")
    else { return false }
    let digits = range.dropFirst("bytes=".count).dropLast()
    return !digits.isEmpty && digits.allSatisfy { $0 >= "0" && $0 <= "9" }
      && digits.contains { $0 != "0" }
  }
}
