/// The media types of everything that may lie under `public/`; what is not listed is not served.
enum MediaType {
  /// Finds the type for a file name.
  ///
  /// Chapters and other JSON side files differ in type, so chapters are named
  /// `<sha256>.chapters.json`.
  ///
  /// - Parameter fileName: the last component of a path.
  /// - Returns: the value for `Content-Type`, nil for an extension we do not publish.
  static func of(fileName: String) -> String? {
    if fileName == "feed.xml" { return "application/rss+xml; charset=utf-8" }
    if fileName.hasSuffix(".chapters.json") { return "application/json+chapters" }
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    return all[fileName[fileName.index(after: dot)...].lowercased()]
  }

  /// The types by extension: IANA media types (RFC 6838 registry); podcast side files as the Podcast Namespace names them;
  /// `audio/x-m4a` is what Apple's feed requirements list for M4A.
  static let all: [String: String] = [
    "aac": "audio/aac",
    "css": "text/css; charset=utf-8",
    "flac": "audio/flac",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "m4a": "audio/x-m4a",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "opml": "text/x-opml; charset=utf-8",
    "opus": "audio/ogg; codecs=opus",
    "png": "image/png",
    "srt": "application/x-subrip; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wav": "audio/wav",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
    "xsl": "text/xsl; charset=utf-8",
  ]
}
