import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import StudioServer

@Suite struct FeedResponseTests {
  static let url = "/shows/demo/feed.xml"
  static let feed = Array(String(repeating: "<item>épisode</item>\n", count: 5_000).utf8)
  static let gzip: HTTPFields = [.acceptEncoding: "gzip, deflate"]
  let fixture: PublicFixture

  init() throws {
    fixture = try PublicFixture()
    try fixture.write("shows/demo/feed.xml", Self.feed)
    try fixture.gzip("shows/demo/feed.xml")
  }

  func twin() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: fixture.path + "/shows/demo/feed.xml.gz")))
  }

  @Test func `the feed is plain for those who say nothing`() async throws {
    let response = try await fixture.send(.get, Self.url)
    #expect(response.bytes == Self.feed)
    #expect(response.headers[.contentType] == "application/rss+xml; charset=utf-8")
    #expect(response.headers[.contentEncoding] == nil)
    #expect(response.headers[.vary] == "Accept-Encoding")
    #expect(response.headers[.eTag] == "\"\(sha256(Self.feed))\"")
    #expect(response.headers[.cacheControl] == "public, max-age=60")
    #expect(response.headers[.accessControlAllowOrigin] == "*")
    #expect(response.headers[.setCookie] == nil)
  }

  @Test func `the twin is sent to those who take gzip, under its own tag`() async throws {
    let response = try await fixture.send(.get, Self.url, Self.gzip)
    #expect(response.bytes == (try twin()))
    #expect(response.headers[.contentEncoding] == "gzip")
    #expect(response.headers[.contentType] == "application/rss+xml; charset=utf-8")
    #expect(response.headers[.vary] == "Accept-Encoding")
    #expect(response.headers[.eTag] == "\"\(sha256(Self.feed))-gz\"")
  }

  @Test func `each representation is revalidated by its own tag`() async throws {
    let plain = "\"\(sha256(Self.feed))\""
    let zipped = "\"\(sha256(Self.feed))-gz\""
    for (tag, fields, status) in [
      (plain, HTTPFields(), 304), (zipped, HTTPFields(), 200), (plain, Self.gzip, 200),
      (zipped, Self.gzip, 304), ("W/" + zipped, Self.gzip, 304),
    ] {
      var fields = fields
      fields[.ifNoneMatch] = tag
      let response = try await fixture.send(.get, Self.url, fields)
      #expect(response.status.code == status, "\(tag)")
      #expect(response.headers[.vary] == "Accept-Encoding")
    }
  }

  @Test func `a twin of another feed is never sent`() async throws {
    // Same length, one other byte: only the checksum can tell.
    var changed = Self.feed
    changed[7] ^= 1
    try fixture.write("shows/demo/feed.xml", changed)
    let response = try await fixture.send(.get, Self.url, Self.gzip)
    #expect(response.headers[.contentEncoding] == nil)
    #expect(response.bytes == changed)
  }

  @Test(arguments: [0, 8, 17])
  func `a twin too short to be gzip is never sent`(length: Int) async throws {
    try fixture.write("shows/demo/feed.xml.gz", noise(length))
    #expect(try await fixture.send(.get, Self.url, Self.gzip).bytes == Self.feed)
  }

  @Test func `a twin that is a link is never followed`() async throws {
    try fixture.write("shows/demo/other.gz", try twin())
    try fixture.link("shows/demo/feed.xml.gz", to: "other.gz")
    #expect(try await fixture.send(.get, Self.url, Self.gzip).bytes == Self.feed)
  }

  @Test func `a range of the twin is a range of its bytes`() async throws {
    var fields = Self.gzip
    fields[.range] = "bytes=0-9"
    let response = try await fixture.send(.get, Self.url, fields)
    #expect(response.status == .partialContent)
    #expect(response.bytes == Array(try twin()[0..<10]))
    #expect(response.headers[.contentEncoding] == "gzip")
  }

  @Test func `HEAD has the fields of GET`() async throws {
    for fields in [HTTPFields(), Self.gzip] {
      let head = try await fixture.send(.head, Self.url, fields)
      #expect(head.headers == (try await fixture.send(.get, Self.url, fields)).headers)
      #expect(head.bytes.isEmpty)
    }
  }

  @Test func `the twin has no address of its own`() async throws {
    #expect(try await fixture.send(.get, Self.url + ".gz").status == .notFound)
  }

  @Test func `a new feed has a new tag at once`() async throws {
    try await buildApplication(fixture.settings()).test(.router) { client in
      for round in 0..<20 {
        let feed = noise(500, seed: UInt64(round))
        try fixture.write("shows/demo/feed.xml", feed)
        let response = try await client.execute(uri: Self.url, method: .get)
        #expect(response.bytes == feed)
        #expect(response.headers[.eTag] == "\"\(sha256(feed))\"")
      }
    }
  }

  @Test func `a hundred who ask at once make one read`() async throws {
    guard
      case .file(let file) = try PublicFolder(path: fixture.path)
        .entry(["shows", "demo", "feed.xml"])
    else {
      Issue.record("the feed is not found")
      return
    }
    let cache = FingerprintCache()
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<100 {
        group.addTask { try await cache.fingerprint(of: file).sha256 }
      }
      for try await hash in group { #expect(hash == sha256(Self.feed)) }
    }
    #expect(cache.readCount == 1)
  }
}
