import HTTPTypes
import HummingbirdTesting
import Testing

@testable import StudioServer

@Suite struct ConditionalTests {
  static let bytes = noise(1_000)
  static let hash = sha256(bytes)
  let fixture: PublicFixture
  let url: String

  init() throws {
    fixture = try PublicFixture()
    url = try fixture.writeMedia(Self.bytes)
    try fixture.write("shows/demo/feed.xml", Self.bytes)
  }

  @Test(arguments: [
    ("\"\(hash)\"", 304), ("W/\"\(hash)\"", 304), ("\"x\", \"\(hash)\"", 304), ("*", 304),
    ("\"x\"", 200), (hash, 200), ("", 200),
  ])
  func `If-None-Match answers 304 for what the client has`(header: String, status: Int) async throws
  {
    for path in [url, "/shows/demo/feed.xml"] {
      for method in [HTTPRequest.Method.get, .head] {
        let response = try await fixture.send(method, path, [.ifNoneMatch: header])
        #expect(response.status.code == status)
        #expect(response.headers[.eTag] == "\"\(Self.hash)\"")
        if status == 304 {
          #expect(response.bytes.isEmpty)
          #expect(response.headers[.contentLength] == nil)
          #expect(response.headers[.contentType] == nil)
          #expect(response.headers[.cacheControl] != nil)
        }
      }
    }
  }

  @Test(arguments: [
    ("\"\(hash)\"", 200), ("*", 200), ("\"x\"", 412), ("W/\"\(hash)\"", 412),
  ])
  func `If-Match answers 412 for other bytes`(header: String, status: Int) async throws {
    #expect(try await fixture.send(.get, url, [.ifMatch: header]).status.code == status)
  }

  @Test func `dates are compared with the one we sent`() async throws {
    let date = try #require(try await fixture.send(.head, url).headers[.lastModified])
    let other = "Thu, 01 Jan 1970 00:00:00 GMT"
    #expect(try await fixture.send(.get, url, [.ifModifiedSince: date]).status == .notModified)
    #expect(try await fixture.send(.get, url, [.ifModifiedSince: other]).status == .ok)
    #expect(try await fixture.send(.get, url, [.ifUnmodifiedSince: date]).status == .ok)
    #expect(
      try await fixture.send(.get, url, [.ifUnmodifiedSince: other]).status == .preconditionFailed)
    let both: HTTPFields = [.ifNoneMatch: "\"x\"", .ifModifiedSince: date]
    #expect(try await fixture.send(.get, url, both).status == .ok, "the tag outranks the date")
  }

  @Test func `a condition is decided before the range`() async throws {
    let response = try await fixture.send(
      .get, url, [.ifNoneMatch: "*", .range: "bytes=99999999-"])
    #expect(response.status == .notModified)
  }

  @Test func `a feed is revalidated by its tag alone`() async throws {
    let response = try await fixture.send(.get, "/shows/demo/feed.xml")
    #expect(response.headers[.lastModified] == nil)
    let since: HTTPFields = [.ifModifiedSince: "Fri, 01 Jan 2100 00:00:00 GMT"]
    #expect(try await fixture.send(.get, "/shows/demo/feed.xml", since).status == .ok)
  }
}
