import FFmpegShim
import Foundation
import StudioTestSupport
import Testing

/// Test number one of the repository: a text that FFmpeg would take for a playlist never opens another file.
@Suite struct AllowListTests {
  /// A readable recording that no reader but its owner may open.
  private static func canary(in folder: TemporaryFolder) throws -> URL {
    let url = folder.file("canary.wav")
    try WAVBytes.file(sine(frames: 48_000), channels: 1, rate: 48_000).write(to: url)
    return url
  }

  /// The texts that made stock FFmpeg read somebody else's file, and their cousins.
  static let playlists: [(name: String, text: @Sendable (String) -> String)] = [
    (
      "HLS",
      { path in
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n"
          + "#EXTINF:10.0,\n\(path)\n#EXT-X-ENDLIST\n"
      }
    ),
    ("HLS by file URL", { "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://\($0)\n" }),
    ("ffconcat", { "ffconcat version 1.0\nfile '\($0)'\n" }),
    ("ffconcat by name", { _ in "ffconcat version 1.0\nfile canary.wav\n" }),
    (
      "SDP",
      { _ in "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n" }
    ),
    (
      "DASH",
      { path in
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" "
          + "profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" type=\"static\"><Period>"
          + "<AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\"><BaseURL>\(path)</BaseURL>"
          + "</Representation></AdaptationSet></Period></MPD>"
      }
    ),
    ("SVG", { "<svg xmlns='http://www.w3.org/2000/svg'><image href='\($0)'/></svg>" }),
    ("plain text", { _ in "Bonjour, ceci est un texte.\n" }),
  ]

  @Test(arguments: playlists.indices)
  func `a playlist named mp3 is refused and the canary is never opened`(index: Int) throws {
    let folder = try TemporaryFolder()
    let canary = try Self.canary(in: folder)
    let opens = try OpenWatch(canary)
    let upload = folder.file("upload.mp3")
    try Data(Self.playlists[index].text(canary.path).utf8).write(to: upload)

    let decoded = try decode(upload)

    #expect(decoded.result == FS_UNSUPPORTED_FORMAT, "\(Self.playlists[index].name)")
    #expect(decoded.frames == 0)
    #expect(try opens.count() == 0, "\(Self.playlists[index].name) opened the canary")
  }

  @Test func `the watch would see an opened canary`() throws {
    let folder = try TemporaryFolder()
    let canary = try Self.canary(in: folder)
    let opens = try OpenWatch(canary)
    _ = try Data(contentsOf: canary)
    #expect(try opens.count() > 0)
  }

  @Test func `no bytes, a folder and a pipe are refused before FFmpeg looks`() throws {
    let folder = try TemporaryFolder()
    let empty = folder.file("empty.wav")
    try Data().write(to: empty)
    #expect(try decode(empty).result == FS_EMPTY)
    #expect(try decode(folder.url).result == FS_NOT_A_FILE)
  }
}
