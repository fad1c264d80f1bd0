import HTTPTypes
import HummingbirdTesting
import Testing

@testable import StudioServer

@Suite struct RouteTableTests {
  let fixture: PublicFixture

  init() throws { fixture = try PublicFixture() }

  @Test func `what moved is 301 and what was taken down is 410`() async throws {
    try fixture.write("shows/taken/index.html", "still on disk")
    try fixture.write(
      "routes.json",
      """
      {"redirects": {
        "/shows/old/feed.xml": {"to": "/shows/new/feed.xml", "status": 301},
        "/shows/away/": {"to": "https://pod.example/feed", "status": 308}},
       "gone": ["/shows/taken/", "/media/1/2.mp3"]}
      """)
    for (url, status, location) in [
      ("/shows/old/feed.xml", 301, "/shows/new/feed.xml"),
      ("/shows/ol%64/feed.xml?x=1", 301, "/shows/new/feed.xml"),
      ("/shows/away", 308, "https://pod.example/feed"),
      ("/shows/away/", 308, "https://pod.example/feed"),
      ("/shows/taken/", 410, nil), ("/shows/taken", 410, nil), ("/media/1/2.mp3", 410, nil),
      ("/shows/other/", 404, nil),
    ] {
      for method in [HTTPRequest.Method.get, .head] {
        let response = try await fixture.send(method, url)
        #expect(response.status.code == status, "\(url)")
        #expect(response.headers[.location] == location)
      }
    }
  }

  @Test func `the table is read again when the file is replaced`() async throws {
    try fixture.write("a.txt", "a")
    try await buildApplication(fixture.settings()).test(.router) { client in
      func status() async throws -> Int {
        try await client.execute(uri: "/a.txt", method: .get).status.code
      }
      #expect(try await status() == 200)
      try fixture.write("routes.json", #"{"gone": ["/a.txt"]}"#)
      #expect(try await status() == 410)
      try fixture.write("routes.json", #"{"gone": ["/b.txt"]}"#)
      #expect(try await status() == 200)
      try fixture.write("routes.json", #"{"gone": ["/a.txt"]}"#)
      #expect(try await status() == 410)
      try fixture.remove("routes.json")
      #expect(try await status() == 200)
    }
  }

  @Test func `a file with a mistake leaves the last table in force and is not ready`() async throws
  {
    try fixture.write("a.txt", "a")
    try fixture.write("routes.json", #"{"gone": ["/a.txt"]}"#)
    try await buildApplication(fixture.settings()).test(.router) { client in
      #expect(try await client.execute(uri: "/a.txt", method: .get).status == .gone)
      try fixture.write("routes.json", #"{"gone": ["/a.txt""#)
      #expect(try await client.execute(uri: "/a.txt", method: .get).status == .gone)
      let ready = try await client.execute(uri: "/readyz", method: .get)
      #expect(ready.status == .serviceUnavailable)
      #expect(ready.text == "not ready: routes\n")
      try fixture.write("routes.json", "{}")
      #expect(try await client.execute(uri: "/a.txt", method: .get).status == .ok)
      #expect(try await client.execute(uri: "/readyz", method: .get).status == .ok)
    }
  }

  @Test(arguments: [
    "", "[]", #"{"gone": "x"}"#, #"{"gone": ["a"]}"#, #"{"gone": ["/../a"]}"#,
    #"{"redirects": {"/a": {"to": "javascript:alert(1)", "status": 301}}}"#,
    #"{"redirects": {"/a": {"to": "//evil.example", "status": 301}}}"#,
    #"{"redirects": {"/a": {"to": "/b\r\nX: y", "status": 301}}}"#,
    #"{"redirects": {"/a": {"to": "/b", "status": 200}}}"#,
    #"{"redirects": {"/a": {"to": "/b"}}}"#,
  ])
  func `a table that could not be answered is refused`(json: String) {
    #expect(throws: (any Error).self) { try RouteTable(json: Array(json.utf8)) }
  }
}
