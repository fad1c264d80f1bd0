import HTTPTypes
import HummingbirdTesting
import Testing

@testable import StudioServer

@Suite struct StableMediaTests {
  static let link = "media/12/34.mp3"
  let fixture: PublicFixture

  init() throws { fixture = try PublicFixture() }

  /// From the address in feeds to a file, right under any prefix that a proxy takes away.
  private static func reference(to file: String) -> String { ".." + file.dropFirst("/media".count) }

  @Test func `the address in feeds leads to the immutable file`() async throws {
    let file = try fixture.writeMedia(noise(100))
    try fixture.link(Self.link, to: Self.reference(to: file))
    for method in [HTTPRequest.Method.get, .head] {
      let response = try await fixture.send(method, "/" + Self.link, [.range: "bytes=5-"])
      #expect(response.status == .found)
      #expect(response.headers[.location] == Self.reference(to: file))
      #expect(response.headers[.cacheControl] == "no-store")
      #expect(response.headers[.accessControlAllowOrigin] == "*")
      #expect(response.headers[.eTag] == nil)
      #expect(response.bytes.isEmpty == (method == .head))
    }
  }

  @Test func `audio made anew is behind the same address at once`() async throws {
    let old = try fixture.writeMedia(noise(100, seed: 1))
    let new = try fixture.writeMedia(noise(100, seed: 2))
    for file in [old, new] {
      try fixture.link(Self.link, to: Self.reference(to: file))
      #expect(
        try await fixture.send(.get, "/" + Self.link).headers[.location] == Self.reference(to: file)
      )
    }
    #expect(try await fixture.send(.get, old).bytes == noise(100, seed: 1))
  }

  @Test(arguments: [
    "/etc/passwd", "../../../../etc/passwd", "../files/\(String(repeating: "b", count: 64)).mp3",
    "../files/short.mp3", "../side/x.mp3", "../files/../../routes.json", "..", "loop",
    "../files/\(String(repeating: "b", count: 64)).mp3/x", "//evil.example/x.mp3", "",
  ])
  func `a link of another form is 404`(target: String) async throws {
    if !target.isEmpty { try fixture.link(Self.link, to: target) }
    let response = try await fixture.send(.get, "/" + Self.link)
    #expect(response.status == .notFound)
    #expect(response.headers[.location] == nil)
  }

  /// DESIGN §6: AntennaPod resumes with `bytes=N-` and no validator, at the address in the feed.
  @Test(
    arguments: [
      ("bytes=5-", nil, 0, true), ("Bytes=5-", nil, 0, true), ("bytes=0005-", nil, 6, true),
      ("bytes=5-", nil, 7, false), ("bytes=0-", nil, 0, false), ("bytes=000-", nil, 0, false),
      ("bytes=5-9", nil, 0, false), ("bytes=-5", nil, 0, false), ("bytes=5-,7-", nil, 0, false),
      ("bytes=5-", "\"tag\"", 0, false), (nil, nil, 0, false),
    ] as [(String?, String?, Int, Bool)])
  func `who resumes blindly within a week of new audio is led to all of it`(
    range: String?, ifRange: String?, daysAgo: Int, isWhole: Bool
  ) async throws {
    let file = try fixture.writeMedia(noise(100))
    try fixture.link(Self.link, to: Self.reference(to: file))
    let replaced = Int(WallClock.unixSeconds) - daysAgo * 86_400
    try fixture.write("routes.json", #"{"replaced": {"/\#(Self.link)": \#(replaced)}}"#)
    var headers = HTTPFields()
    headers[.range] = range
    headers[.ifRange] = ifRange
    let response = try await fixture.send(.get, "/" + Self.link, headers)
    #expect(response.status == .found)
    #expect(response.headers[.location] == Self.reference(to: file) + (isWhole ? "?whole" : ""))
    if isWhole {
      let whole = try await fixture.send(.get, file + "?whole", headers)
      #expect(whole.status == .ok)
      #expect(whole.bytes == noise(100))
      #expect(whole.headers[.acceptRanges] == "none")
      #expect(whole.headers[.contentRange] == nil)
    }
  }

  @Test func `a first publication disturbs nobody's resumption`() async throws {
    let file = try fixture.writeMedia(noise(100))
    try fixture.link(Self.link, to: Self.reference(to: file))
    let response = try await fixture.send(.get, "/" + Self.link, [.range: "bytes=5-"])
    #expect(response.headers[.location] == Self.reference(to: file))
  }
}
