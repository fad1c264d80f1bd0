import Foundation
import HummingbirdTesting
import NIOCore
import StudioTestSupport
import Testing

@testable import StudioServer

/// Whoever still asks under a name the venue had is led on, whatever is known from memory.
@Suite struct FormerHostTests {
  let fixture: PublicFixture

  init() throws {
    fixture = try PublicFixture()
    try fixture.write("shows/demo/feed.xml", "<rss/>")
    try fixture.write(
      "routes.json",
      """
      {"hosts": {"radio.example.be": "https://podcast.example.be"},
       "redirects": {"/shows/old/": {"to": "https://podcast.example.be/shows/demo/", "status": 301}},
       "gone": ["/shows/gone/"]}
      """)
  }

  /// The first line and the Location of an answer.
  private func ask(_ port: Int, _ method: String, _ path: String, host: String) async throws
    -> String
  {
    let head = "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
    let answer = try await withConnection(port: port, sending: head) { inbound in
      var text = ""
      while let block = try await inbound.next() { text += String(buffer: block) }
      return text
    }
    let lines = answer.components(separatedBy: "\r\n")
    let location = lines.first { $0.lowercased().hasPrefix("location: ") }?.dropFirst(10)
    return [lines[0].split(separator: " ").dropFirst().first, location].compactMap(\.self)
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("/shows/demo/feed.xml", "301 https://podcast.example.be/shows/demo/feed.xml"),
    ("/shows/demo/feed.xml?from=a", "301 https://podcast.example.be/shows/demo/feed.xml?from=a"),
    ("/", "301 https://podcast.example.be/"),
    // One hop, also where the path has moved too.
    ("/shows/old/?x=1", "301 https://podcast.example.be/shows/demo/?x=1"),
  ])
  func `everything under a former name leads to the present one in one hop`(
    path: String, expected: String
  ) async throws {
    try await buildApplication(fixture.settings()).test(.live) { client in
      let port = try #require(client.port)
      // Known from memory after the first of them.
      for host in ["podcast.example.be", "localhost"] where path.hasPrefix("/shows/demo") {
        #expect(try await ask(port, "GET", path, host: host).hasPrefix("200"))
      }
      for host in ["radio.example.be", "Radio.Example.BE"] {
        for method in ["GET", "HEAD", "GET"] {
          #expect(try await ask(port, method, path, host: host) == expected)
        }
      }
    }
  }

  @Test func `a name is former from the moment the routes say so, and present again likewise`()
    async throws
  {
    try await buildApplication(fixture.settings()).test(.live) { client in
      let port = try #require(client.port)
      func feed() async throws -> String {
        try await ask(port, "GET", "/shows/demo/feed.xml", host: "radio.example.be")
      }
      for _ in 0..<3 {
        try fixture.write("routes.json", "{}")
        #expect(try await feed().hasPrefix("200"))
        #expect(try await feed().hasPrefix("200"))
        try fixture.write("routes.json", #"{"hosts": {"radio.example.be": "https://a.be"}}"#)
        #expect(try await feed() == "301 https://a.be/shows/demo/feed.xml")
      }
    }
  }

  @Test(.enabled(if: NginxServer.isWanted, "nginx is not installed"))
  func `nginx leads on from a former name too`() async throws {
    let routes = Array(#"{"hosts": {"radio.example.be": "https://a.be"}}"#.utf8)
    let nginx = try NginxServer(server: NginxSite(root: fixture.path, routes: routes).text)
    let feed = "/shows/demo/feed.xml?x=1"
    #expect(
      try await ask(nginx.port, "GET", feed, host: "Radio.example.be")
        == "301 https://a.be\(feed)")
    #expect(try await ask(nginx.port, "GET", feed, host: "a.be").hasPrefix("200"))
    // Its end stops the program, which must not come before the last answer.
    withExtendedLifetime(nginx) {}
  }
}
