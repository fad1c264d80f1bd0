import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StudioTestSupport
import Testing

@testable import StudioServer

/// Answers from memory are the answers from disk, and never outlive a change by one request.
@Suite struct KnownAnswerTests {
  let fixture: PublicFixture
  let media: String

  init() throws {
    fixture = try PublicFixture()
    media = try fixture.writeMedia(noise(300_000))
    try fixture.link("media/s/e.mp3", to: ".." + media.dropFirst("/media".count))
    try fixture.write("shows/demo/index.html", "<p>show</p>")
    try fixture.write("shows/demo/feed.xml", String(repeating: "<item/>", count: 2_000))
    try fixture.gzip("shows/demo/feed.xml")
    try fixture.write(
      "routes.json",
      #"{"gone": ["/shows/gone/"], "redirects": {"/old": {"to": "/shows/demo/", "status": 301}}}"#)
  }

  static let requests: [(HTTPRequest.Method, String, HTTPFields)] = [
    (.get, "/shows/demo/", [:]), (.head, "/shows/demo/", [:]), (.get, "/shows/demo", [:]),
    (.get, "/shows/demo/feed.xml", [:]), (.head, "/shows/demo/feed.xml", [:]),
    (.get, "/shows/demo/feed.xml", [.acceptEncoding: "gzip"]),
    (.head, "/shows/demo/feed.xml", [.acceptEncoding: "gzip"]),
    (.get, "/shows/demo/feed.xml", [.ifNoneMatch: "*"]),
    (.get, "/shows/demo/feed.xml", [.ifMatch: "\"other\"", .acceptEncoding: "gzip"]),
    (.get, "/media/s/e.mp3", [:]), (.head, "/media/s/e.mp3", [:]),
    (.get, "MEDIA", [.range: "bytes=0-65535"]), (.get, "MEDIA", [.range: "bytes=-1"]),
    (.get, "MEDIA", [.range: "bytes=999999-"]), (.get, "MEDIA", [:]), (.head, "MEDIA", [:]),
    (.get, "MEDIA?whole", [.range: "bytes=5-"]), (.get, "/shows/gone/", [:]), (.get, "/old", [:]),
    (.get, "/nothing", [:]), (.get, "/", [:]), (.options, "MEDIA", [:]), (.post, "MEDIA", [:]),
  ]

  @Test func `what is known is answered as what is looked up`() async throws {
    try await buildApplication(fixture.settings()).test(.live) { client in
      for (method, uri, fields) in Self.requests {
        let uri = uri.replacing("MEDIA", with: media)
        // Without a connection there is no short way.
        let expected = try await fixture.send(method, uri, fields)
        for round in 1...3 {
          let answer = try await client.execute(uri: uri, method: method, headers: fields)
          let place = "\(method.rawValue) \(uri) \(fields), round \(round)"
          #expect(answer.status == expected.status, "\(place)")
          #expect(answer.bytes == expected.bytes, "\(place)")
          #expect(answer.headers[.date] != nil, "\(place)")
          var got = answer.headers
          var wanted = expected.headers
          for name in [HTTPField.Name.date, .server] {
            got[name] = nil
            wanted[name] = nil
          }
          #expect(Set(got) == Set(wanted), "\(place)")
        }
      }
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `the very next request sees any change`(seed: UInt64) async throws {
    let other = try fixture.writeMedia(noise(5_000, seed: 9))
    let uris = [
      "/shows/demo/", "/shows/demo/feed.xml", "/media/s/e.mp3", media, other, "/shows/two/",
    ]
    try await buildApplication(fixture.settings()).test(.live) { client in
      var generator = SeededGenerator(seed: seed)
      for step in 0..<60 {
        for uri in uris { _ = try await client.execute(uri: uri, method: .get) }
        try change(Int.random(in: 0..<8, using: &generator), step, other: other)
        for uri in uris.shuffled(using: &generator) {
          let answer = try await client.execute(uri: uri, method: .get)
          let expected = try await fixture.send(.get, uri)
          #expect(answer.status == expected.status, "\(uri), step \(step)")
          #expect(answer.bytes == expected.bytes, "\(uri), step \(step)")
          #expect(answer.headers[.location] == expected.headers[.location])
        }
      }
    }
  }

  /// One thing that a builder, or an administrator by hand, may do.
  private func change(_ kind: Int, _ step: Int, other: String) throws {
    let files = FileManager.default
    let folder = fixture.path + "/shows/demo"
    switch kind {
    case 0: try fixture.write("shows/demo/feed.xml", "<rss>\(step)</rss>")
    case 1: try fixture.write("shows/demo/index.html", "<p>\(step)</p>")
    case 2:
      let target = step % 2 == 0 ? other : media
      try fixture.link("media/s/e.mp3", to: ".." + target.dropFirst("/media".count))
    case 3:
      let gone = step % 2 == 0 ? #"["/shows/demo/", "/media/s/e.mp3"]"# : "[]"
      try fixture.write("routes.json", #"{"gone": \#(gone)}"#)
    case 4:
      try? files.removeItem(atPath: fixture.path + "/shows/two")
      try files.moveItem(atPath: folder, toPath: fixture.path + "/shows/two")
      try fixture.write("shows/demo/feed.xml", "<rss>new \(step)</rss>")
    case 5:
      try? files.removeItem(atPath: fixture.path + media)
    case 6: _ = try fixture.writeMedia(noise(300_000))
    default:
      // In place, against all custom: still nobody is told old bytes under a new length.
      let file = fixture.path + "/shows/demo/index.html"
      try Data("<p>in place \(step)</p>".utf8).write(to: URL(fileURLWithPath: file))
    }
  }

  @Test func `pipelined answers keep the order of their requests`() async throws {
    let paths = [media, "/shows/demo/", "/nothing", "/shows/demo/feed.xml", "/shows/demo/", "/old"]
    try await buildApplication(fixture.settings()).test(.live) { client in
      let port = try #require(client.port)
      for path in paths { _ = try await client.execute(uri: path, method: .get) }
      let text =
        paths.map { "HEAD \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        + "HEAD /shows/gone/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      let answers = try await withConnection(port: port, sending: text) { inbound in
        var text = ""
        while let block = try await inbound.next() { text += String(buffer: block) }
        return text
      }
      let statuses = answers.matches(of: /HTTP\/1\.1 (\d+)/).map { String($0.output.1) }
      #expect(statuses == ["200", "200", "404", "200", "200", "301", "410"])
    }
  }

  @Test func `many paths hold few files open`() async throws {
    let names = try (0..<400).map { try fixture.writeMedia(noise(50, seed: UInt64($0))) }
    try await buildApplication(fixture.settings()).test(.live) { client in
      for name in names { _ = try await client.execute(uri: name, method: .get) }
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        return link?.hasPrefix(fixture.path) == true
      }
      #expect(open.count <= 2 * PublicCache.capacity)
    }
  }

  @Test func `a change is told once, by whoever asks first`() throws {
    let watch = try #require(FolderWatch())
    let folder = try Descriptor(folderAt: fixture.path)
    let isWatched = watch.add(folder)
    #expect(isWatched)
    #expect(!watch.hasChanged())
    try fixture.write("x.txt", "x")
    #expect(watch.hasChanged())
    #expect(!watch.hasChanged(), "told once")
  }
}
