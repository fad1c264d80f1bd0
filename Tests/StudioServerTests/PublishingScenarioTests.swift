import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StudioTestSupport
import Testing

@testable import StudioServer

/// The acceptance scenarios of the publishing side that a server alone has to keep.
@Suite(.serialized) struct PublishingScenarioTests {
  static let feed = "/shows/demo/feed.xml"
  static let link = "/media/s/e.mp3"
  let fixture: PublicFixture
  let old: [UInt8]
  let new: [UInt8]
  let oldFile: String
  let newFile: String

  init() throws {
    fixture = try PublicFixture()
    old = noise(400_000, seed: 1)
    new = noise(380_000, seed: 2)
    oldFile = try fixture.writeMedia(old)
    newFile = try fixture.writeMedia(new)
    try fixture.link(String(Self.link.dropFirst()), to: ".." + oldFile.dropFirst("/media".count))
    try fixture.write(String(Self.feed.dropFirst()), String(repeating: "<item/>", count: 3_000))
    try fixture.gzip(String(Self.feed.dropFirst()))
  }

  @Test func `scenario 8: validators hold for both encodings, every form, and over a restart`()
    async throws
  {
    var tags: [[String]] = []
    for _ in 0..<2 {
      let found = try await buildApplication(fixture.settings()).test(.live) { client in
        var seen: [String] = []
        for encoding in [nil, "gzip"] as [String?] {
          var fields = HTTPFields()
          fields[.acceptEncoding] = encoding
          let full = try await client.execute(uri: Self.feed, method: .get, headers: fields)
          let tag = try #require(full.headers[.eTag])
          seen.append(tag)
          #expect(full.headers[.lastModified] == nil, "apps would keep it in preference to the tag")
          for form in [tag, "W/" + tag, "\"x\", \(tag)", "\"x\",W/\(tag) , \"y\"", "*"] {
            fields[.ifNoneMatch] = form
            let answer = try await client.execute(uri: Self.feed, method: .get, headers: fields)
            #expect(answer.status == .notModified, "\(form)")
            #expect(answer.bytes.isEmpty)
            #expect(answer.headers[.eTag] == tag)
            #expect(answer.headers[.vary] == "Accept-Encoding")
          }
          fields[.ifNoneMatch] = "\"x\""
          #expect(
            try await client.execute(uri: Self.feed, method: .get, headers: fields).status == .ok)
        }
        return seen
      }
      tags.append(found)
    }
    #expect(tags[0] == tags[1])
    #expect(Set(tags[0]).count == 2, "one tag an encoding")
  }

  @Test func `scenario 12: who resumes across new audio gets all old or all new bytes`()
    async throws
  {
    try await buildApplication(fixture.settings()).test(.live) { client in
      let tag = try #require(
        try await client.execute(uri: oldFile, method: .head).headers[.eTag])
      try fixture.link(
        String(Self.link.dropFirst()), to: ".." + newFile.dropFirst("/media".count))
      for (start, held) in [(1, tag), (200_000, tag), (399_999, tag), (200_000, nil)] {
        var fields: HTTPFields = [.range: "bytes=\(start)-"]
        fields[.ifRange] = held
        let first = try await client.execute(uri: Self.link, method: .get, headers: fields)
        let location = Self.path(try #require(first.headers[.location]))
        if held != nil {
          let answer = try await client.execute(uri: location, method: .get, headers: fields)
          #expect(answer.status == .ok)
          #expect(answer.bytes == new)
        }
        // Whoever followed the redirect before the switch goes on with the bytes it began with.
        let rest = try await client.execute(uri: oldFile, method: .get, headers: fields)
        #expect(rest.status == .partialContent)
        #expect(rest.bytes == Array(old[start...]))
      }
    }
  }

  /// Where a redirect of the stable address leads.
  private static func path(_ reference: String) -> String { "/media" + reference.dropFirst(2) }

  /// One look of an app: the feed, then its enclosure by HEAD, and by GET when it is to be heard.
  private func look(_ client: TestClient, takesSound: Bool) async throws {
    let feed = try await client.execute(
      TestClient.Request(Self.feed, method: .get, authority: "a"))
    let text = String(buffer: feed.body ?? ByteBuffer())
    #expect(text.hasPrefix("<rss>") && text.hasSuffix("</rss>"), "never torn")
    let length = text.firstMatch(of: /length="(\d+)"/).flatMap { Int($0.output.1) }
    #expect([old.count, new.count].contains(length))
    let first = try await client.execute(
      TestClient.Request(Self.link, method: .get, authority: "a"))
    let place = Self.path(try #require(first.headers[.location]))
    let head = try await client.execute(
      TestClient.Request(place, method: .head, authority: "a"))
    let bytes = place == oldFile ? old : new
    #expect(head.headers[.contentLength] == "\(bytes.count)")
    guard takesSound else { return }
    let get = try await client.execute(TestClient.Request(place, method: .get, authority: "a"))
    #expect(
      Array((get.body ?? ByteBuffer()).readableBytesView) == bytes,
      "the bytes are those of the name")
  }

  private func writeFeed(length: Int) throws {
    try fixture.write(
      String(Self.feed.dropFirst()), "<rss><enclosure length=\"\(length)\"/></rss>")
  }

  @Test(.timeLimit(.minutes(5)))
  func
    `scenarios 10 and 30: 500 readers while audio is made anew see no wrong length and no torn feed`()
    async throws
  {
    try fixture.remove(String(Self.feed.dropFirst()) + ".gz")
    try writeFeed(length: old.count)
    try await buildApplication(fixture.settings()).test(.live) { client in
      let port = try #require(client.port)
      try await withThrowingTaskGroup(of: Void.self) { group in
        // Ten at a time, one after the other: what is proved is that no reader sees a wrong state, and
        // a machine with two cores is not to be starved for it.
        for wave in 0..<10 {
          group.addTask {
            for number in 0..<50 {
              try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                try await look(client, takesSound: (wave + number).isMultiple(of: 10))
              }
            }
          }
        }
        // In the builder's order: the sound, then the feed that tells its length.
        for round in 0..<60 {
          let isNew = round % 2 == 0
          let file = isNew ? newFile : oldFile
          try fixture.link(
            String(Self.link.dropFirst()), to: ".." + file.dropFirst("/media".count))
          try writeFeed(length: isNew ? new.count : old.count)
          await Task.yield()
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func `scenario 13: ranges are right with 200 clients at once and a slow reader`()
    async throws
  {
    try await buildApplication(fixture.settings()).test(.live) { client in
      let port = try #require(client.port)
      let request = "GET \(oldFile) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      // Reads nothing before all others are done.
      let slow = try await withConnection(port: port, sending: request) { inbound in
        try await clients(200, port: port)
        var count = 0
        while let block = try await inbound.next() { count += block.readableBytes }
        return count
      }
      #expect(slow > old.count, "head and all of the body")
    }
  }

  private func clients(_ count: Int, port: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask {
          try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
            var generator = SeededGenerator(seed: UInt64(number))
            for _ in 0..<5 {
              let (range, status, expected) = randomRange(&generator)
              let response = try await client.execute(
                TestClient.Request(
                  oldFile, method: .get, authority: "a", headers: [.range: range]))
              #expect(response.status.code == status, "\(range)")
              if status != 416 {
                #expect(Array((response.body ?? ByteBuffer()).readableBytesView) == expected)
              } else {
                #expect(response.headers[.contentRange] == "bytes */\(old.count)")
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// A header, the status it deserves and the bytes, worked out by plain slicing.
  private func randomRange(
    _ generator: inout SeededGenerator
  ) -> (String, Int, [UInt8]) {
    let start = Int.random(in: 0..<old.count, using: &generator)
    let end = Int.random(in: start..<old.count, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return ("bytes=\(start)-", 206, Array(old[start...]))
    case 1: return ("bytes=-\(start + 1)", 206, Array(old.suffix(start + 1)))
    case 2: return ("bytes=0-0", 206, [old[0]])
    case 3: return ("bytes=\(old.count + start)-", 416, [])
    case 4: return ("bytes=\(end)-x", 200, old)
    default: return ("bytes=\(start)-\(end)", 206, Array(old[start...end]))
    }
  }

  @Test func `scenario 14: HEAD tells what GET would, without a body`() async throws {
    let files = [
      Self.feed, oldFile, Self.link, try fixture.writeMedia([1], extension: "jpg", folder: "side"),
      try fixture.writeMedia([2], extension: "chapters.json", folder: "side"),
      try fixture.writeMedia([3], extension: "vtt", folder: "side"), "/nothing",
    ]
    try await buildApplication(fixture.settings()).test(.live) { client in
      for file in files {
        for fields in [HTTPFields(), [.acceptEncoding: "gzip"]] {
          let get = try await client.execute(uri: file, method: .get, headers: fields)
          for _ in 0..<2 {
            let head = try await client.execute(uri: file, method: .head, headers: fields)
            #expect(head.status == get.status)
            #expect(head.bytes.isEmpty)
            var (wanted, got) = (get.headers, head.headers)
            wanted[.date] = nil
            got[.date] = nil
            #expect(Set(got) == Set(wanted), "\(file)")
          }
        }
      }
    }
  }

  @Test func `scenario 15: players on other sites may read everything and ask for ranges`()
    async throws
  {
    let files = [
      Self.feed, oldFile, Self.link,
      try fixture.writeMedia([2], extension: "chapters.json", folder: "side"),
      try fixture.writeMedia([3], extension: "vtt", folder: "side"),
    ]
    try fixture.write("shows/demo/episodes/one/oembed.json", "{}")
    let origin: HTTPFields = [.origin: "https://player.example"]
    try await buildApplication(fixture.settings()).test(.live) { client in
      for file in files + ["/shows/demo/episodes/one/oembed.json"] {
        let get = try await client.execute(uri: file, method: .get, headers: origin)
        #expect(get.headers[.accessControlAllowOrigin] == "*")
        let options = try await client.execute(uri: file, method: .options, headers: origin)
        #expect(options.status == .noContent)
        #expect(options.headers[.accessControlAllowOrigin] == "*")
        #expect(options.headers[.accessControlAllowHeaders]?.contains("Range") == true)
        for answer in [get, options] { #expect(answer.headers[.setCookie] == nil) }
      }
    }
  }
}
