import Foundation
import StudioTestSupport
import Testing

/// From a booking to a feed item, with the built programs.
@Suite(.serialized) struct JourneyTests {
  let made: Journey.Made

  init() throws { made = try Journey.made.get() }

  private var feed: URL { made.data.appending(path: "public/shows/demo/feed.xml") }

  private func session() throws -> [String: Any] {
    try BuiltProgram.studio("session", "show", "S-1", "--json", "--data", made.data.path).json
  }

  @Test func `the demo ends with the feed's address and how to serve it`() {
    #expect(made.output.exitCode == 0)
    let lines = made.output.standardOutput.split(separator: "\n")
    #expect(
      lines.dropLast().last?.hasPrefix("Feed: http://127.0.0.1:8080/shows/demo/feed.xml") == true)
    #expect(lines.last?.hasPrefix("Serve: ") == true)
    #expect(lines.last?.hasSuffix("serve --data \(made.data.path)") == true)
  }

  @Test func `the session reaches reservation, recording, render, episode and feed item`() throws {
    let session = try session()
    let reservation = try #require(session["reservation"] as? [String: Any])
    #expect(reservation["status"] as? String == "checkedIn")
    let recording = try #require((session["recordings"] as? [[String: Any]])?.first)
    let file = try #require(recording["file"] as? String)
    #expect(FileManager.default.fileExists(atPath: file))
    let episode = try #require((session["episodes"] as? [[String: Any]])?.first)
    let render = try #require(episode["render"] as? [String: Any])
    let report = try #require(render["report"] as? [String: Any])
    #expect((report["input"] as? [String: Any])?["integratedLUFS"] is Double)
    let item = try #require(episode["feedItem"] as? [String: Any])
    #expect(item["guid"] as? String == episode["guid"] as? String)
    #expect(try String(contentsOf: feed, encoding: .utf8).contains(item["guid"] as? String ?? "?"))
  }

  @Test(.needs("ffmpeg"))
  func `an independent meter finds −16 LUFS under −1 dBTP on the decoded MP3`() throws {
    let ffmpeg = try #require(BuiltProgram.tool("ffmpeg"))
    let episode = try #require((try session()["episodes"] as? [[String: Any]])?.first)
    let render = try #require(episode["render"] as? [String: Any])
    let folder = try #require(render["folder"] as? String)
    let result = try ffmpeg(
      "-nostats", "-hide_banner", "-i", "\(folder)/episode.mp3", "-af", "ebur128=peak=true", "-f",
      "null", "-")
    func figure(_ name: String) throws -> Double {
      let pattern = try Regex("\\s\(name):\\s+(-?[0-9.]+)", as: (Substring, Substring).self)
      return try #require(
        result.standardError.matches(of: pattern).last.flatMap { Double($0.output.1) })
    }
    #expect(abs(try figure("I") - -16) <= 0.2)
    #expect(try figure("Peak") <= -1)
  }

  @Test func `the feed's length is the file's size and the link leads to it`() throws {
    let text = try String(contentsOf: feed, encoding: .utf8)
    let enclosure = try #require(
      text.firstMatch(of: /<enclosure url="http:\/\/127\.0\.0\.1:8080\/([^"]+)" length="(\d+)"/))
    let link = made.data.appending(path: "public/\(enclosure.output.1)")
    let bytes = try Data(contentsOf: link)
    #expect(bytes.count == Int(enclosure.output.2))
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: link.path)
    #expect(target.hasPrefix("../files/"))
  }

  @Test(.needsPython) func `two independent parsers read the feed`() throws {
    let python = try #require(PackageRoot.python)
    let program = """
      import sys, feedparser, podcastparser
      path = sys.argv[1]
      parsed = feedparser.parse(open(path, 'rb').read())
      assert not parsed.bozo, parsed.bozo_exception
      assert len(parsed.entries) == 1 and parsed.entries[0].enclosures[0].type == 'audio/mpeg'
      podcast = podcastparser.parse('http://127.0.0.1:8080/shows/demo/feed.xml', open(path, 'rb'))
      assert podcast['episodes'][0]['enclosures'][0]['file_size'] > 0
      print(podcast['title'])
      """
    let result = try BuiltProgram(python)("-c", program, feed.path)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.standardOutput == "La voix du tiers-lieu\n")
  }

  @Test(.needs("curl"))
  func `the served enclosure is byte for byte the file and a second request is a 304`() throws {
    let curl = try #require(BuiltProgram.tool("curl"))
    let said = Pipe()
    let server = try BuiltProgram.studio.start(
      ["serve", "--data", made.data.path, "--port", "0"], outputTo: said)
    defer { server.send(SIGTERM) }
    let line = try #require(try said.nextLine())
    let address = try #require(line.firstMatch(of: /(http:\/\/[0-9.:]+)\//)).output.1
    let text = try String(contentsOf: feed, encoding: .utf8)
    let path = try #require(
      text.firstMatch(of: /<enclosure url="http:\/\/127\.0\.0\.1:8080([^"]+)"/))
    let copy = made.temporary.file("copy.mp3")
    let download = try curl("-sfL", "-o", copy.path, "\(address)\(path.output.1)")
    #expect(download.exitCode == 0)
    let original = made.data.appending(path: "public\(path.output.1)")
    let isSame = try Data(contentsOf: copy) == Data(contentsOf: original)
    #expect(isSame)
    let head = try curl("-sI", "\(address)/shows/demo/feed.xml").standardOutput
    let tag = try #require(head.firstMatch(of: /(?i)etag: (\S+)/))
    let again = try curl(
      "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "If-None-Match: \(tag.output.1)",
      "\(address)/shows/demo/feed.xml")
    #expect(again.standardOutput == "304")
    server.send(SIGTERM)
    let end = try server.result()
    #expect(end.exitCode == 0 && !end.wasKilled)
  }
}
