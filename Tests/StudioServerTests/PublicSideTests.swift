import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import StudioServer

@Suite struct PublicSideTests {
  let fixture: PublicFixture

  init() throws {
    fixture = try PublicFixture()
    try fixture.write("index.html", "<p>home</p>")
    try fixture.write("shows/demo/index.html", "<p>show</p>")
    try fixture.write("shows/demo/feed.xml", "<rss/>")
  }

  static let hash = String(repeating: "a", count: 64)

  @Test(arguments: [
    ("media/files/\(hash).mp3", "audio/mpeg"), ("media/files/\(hash).m4a", "audio/x-m4a"),
    ("media/files/\(hash).opus", "audio/ogg; codecs=opus"),
    ("media/files/\(hash).flac", "audio/flac"), ("media/side/\(hash).jpg", "image/jpeg"),
    ("media/side/\(hash).png", "image/png"),
    ("media/side/\(hash).chapters.json", "application/json+chapters"),
    ("media/side/\(hash).json", "application/json"),
    ("media/side/\(hash).vtt", "text/vtt; charset=utf-8"),
    ("media/side/\(hash).srt", "application/x-subrip; charset=utf-8"),
    ("media/side/\(hash).html", "text/html; charset=utf-8"),
    ("shows/demo/feed.xml", "application/rss+xml; charset=utf-8"),
    ("sitemap.xml", "application/xml; charset=utf-8"),
    ("shows.opml", "text/x-opml; charset=utf-8"), ("robots.txt", "text/plain; charset=utf-8"),
    ("assets/site.css", "text/css; charset=utf-8"), ("nl/index.html", "text/html; charset=utf-8"),
  ])
  func `each kind of file has its type`(name: String, type: String) async throws {
    try fixture.write(name, "x")
    let response = try await fixture.send(.get, "/" + name)
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == type)
    #expect(response.headers[.xContentTypeOptions] == "nosniff")
    #expect(response.headers[.setCookie] == nil)
  }

  @Test(arguments: [
    "media/files/\(hash).exe", "media/files/\(hash)", "media/files/short.mp3",
    "media/files/\(hash.uppercased()).mp3", "media/files/a/\(hash).mp3", "media/loose.mp3",
    "media/show/episode.mp3", "routes.json", "version.json", "notes", "shows/demo/feed.xml.gz",
    "shows/demo/.feed.xml.new", ".well-known/x.txt", "shows/demo/notes.bak",
  ])
  func `what is not for listeners is not served`(name: String) async throws {
    try fixture.write(name, name == "routes.json" ? "{}" : "x")
    #expect(try await fixture.send(.get, "/" + name).status == .notFound)
  }

  @Test func `media files may be kept for a year, by players on any site`() async throws {
    let url = try fixture.writeMedia(noise(100))
    let fields = try await fixture.send(.get, url).headers
    #expect(fields[.cacheControl] == "public, max-age=31536000, immutable")
    #expect(fields[.accessControlAllowOrigin] == "*")
    #expect(fields[.contentSecurityPolicy] == "default-src 'none'; sandbox")
    #expect(fields[.eTag] == "\"\(sha256(noise(100)))\"")
  }

  @Test func `pages are protected`() async throws {
    let fields = try await fixture.send(.get, "/shows/demo/").headers
    let policy = try #require(fields[.contentSecurityPolicy])
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
    #expect(policy.hasSuffix("frame-ancestors 'none'"))
    #expect(fields[.crossOriginOpenerPolicy] == "same-origin")
    #expect(fields[.accessControlAllowOrigin] == nil)
  }

  @Test(arguments: [
    "preview/bcd/index.html", "nl/preview/bcd/index.html", "preview/bcd/\(hash).mp3",
  ])
  func `a preview is for those who know its address, and for no cache or search engine`(
    name: String
  ) async throws {
    try fixture.write(name, "x")
    let address = "/" + name.replacing("index.html", with: "")
    let fields = try await fixture.send(.get, address).headers
    #expect(fields[.cacheControl] == "private, no-cache")
    #expect(fields[.robotsTag] == "noindex")
    #expect(fields[.accessControlAllowOrigin] == nil)
    #expect(try await fixture.send(.get, "/preview/").status == .notFound)
    #expect(!NginxSite.serves(name), "an exported site has no previews")
    try fixture.remove(name)
    #expect(try await fixture.send(.get, address).status == .notFound)
  }

  @Test(arguments: [
    ("shows/demo/episodes/one/embed", true), ("nl/shows/demo/episodes/one/embed", true),
    ("shows/demo/episodes/embed", false), ("shows/embed", false), ("embed", false),
    ("shows/episodes/episodes/embed", false), ("nl/shows/episodes/episodes/embed", false),
    ("shows/demo/embed", false), ("xyz/shows/demo/episodes/one/embed", false),
    ("shows/demo/archive/embed/embed", false),
  ])
  func `only an episode's player may be framed, whatever shows and episodes are called`(
    folder: String, isFramed: Bool
  ) async throws {
    try fixture.write(folder + "/index.html", "x")
    let policy = try await fixture.send(.get, "/\(folder)/").headers[.contentSecurityPolicy]
    #expect(policy?.hasSuffix(isFramed ? "frame-ancestors *" : "frame-ancestors 'none'") == true)
  }

  @Test(arguments: [("/", "<p>home</p>"), ("/shows/demo/", "<p>show</p>")])
  func `a folder is its index`(url: String, body: String) async throws {
    let response = try await fixture.send(.get, url)
    #expect(response.status == .ok)
    #expect(response.text == body)
  }

  @Test(arguments: ["/shows/demo", "/shows/demo?from=app"])
  func `a folder without its slash leads to the one with`(url: String) async throws {
    let response = try await fixture.send(.get, url)
    #expect(response.status == .movedPermanently)
    #expect(response.headers[.location] == "demo/", "it holds behind a prefix")
  }

  @Test(arguments: ["/shows", "/shows/", "/nothing", "/shows/demo/feed.xml/", "/shows/demo/x/y/z"])
  func `what is not there is 404`(url: String) async throws {
    let response = try await fixture.send(.get, url)
    #expect(response.status == .notFound)
    #expect(response.text == "404 Not Found\n")
    #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
    #expect(response.headers[.cacheControl] == "no-store")
  }

  @Test(arguments: [
    "/../secret.txt", "/%2e%2e/secret.txt", "/shows/../../secret.txt",
    "/shows/%2e%2e/%2e%2e/secret.txt",
    "/..%2fsecret.txt", "/shows/..%2f..%2fsecret.txt", "/%252e%252e/secret.txt", "//secret.txt",
    "/..%5csecret.txt", "/secret.txt%00.mp3", "/shows/demo/..;/secret.txt", "/./../secret.txt",
  ])
  func `no path leads out of the folder`(url: String) async throws {
    let secret = fixture.surroundings + "/secret.txt"
    try Data("secret".utf8).write(to: URL(fileURLWithPath: secret))
    let response = try await fixture.send(.get, url)
    #expect(response.status == .notFound)
    #expect(!response.text.contains("secret"))
  }

  @Test func `a planted link is never followed`() async throws {
    try fixture.link("passwd.txt", to: "/etc/passwd")
    try fixture.link("etc", to: "/etc")
    try fixture.link("self", to: ".")
    try fixture.link("media/files/\(Self.hash).mp3", to: "/etc/passwd")
    try fixture.link("shows/demo/about.html", to: "index.html")
    for url in [
      "/passwd.txt", "/etc/passwd", "/etc/", "/self/index.html", "/media/files/\(Self.hash).mp3",
      "/shows/demo/about.html",
    ] {
      #expect(try await fixture.send(.get, url).status == .notFound, "\(url)")
    }
  }

  @Test func `a named pipe neither blocks nor is served`() async throws {
    let made = unsafe mkfifo(fixture.path + "/pipe.txt", 0o600)
    #expect(made == 0)
    #expect(try await fixture.send(.get, "/pipe.txt").status == .notFound)
  }

  @Test(arguments: [
    HTTPRequest.Method.post, .put, .delete, .patch, .trace, .connect,
    HTTPRequest.Method("PROPFIND")!,
  ])
  func `other methods get 405 and the list of ours`(method: HTTPRequest.Method) async throws {
    for url in ["/", "/shows/demo/feed.xml", "/nothing"] {
      let response = try await fixture.send(method, url)
      #expect(response.status == .methodNotAllowed)
      #expect(response.headers[.allow] == "GET, HEAD, OPTIONS")
    }
  }

  @Test func `a player on another site may ask for ranges`() async throws {
    let response = try await fixture.send(.options, "/media/files/\(Self.hash).mp3")
    #expect(response.status == .noContent)
    #expect(response.headers[.accessControlAllowOrigin] == "*")
    #expect(response.headers[.accessControlAllowHeaders]?.contains("Range") == true)
  }

  @Test func `a folder that is gone is 503, not an empty site`() async throws {
    try FileManager.default.removeItem(atPath: fixture.path)
    let response = try await fixture.send(.get, "/")
    #expect(response.status == .serviceUnavailable)
    #expect(response.headers[.retryAfter] == "10")
    #expect(!response.text.contains(fixture.path))
  }
}
