import Foundation
import StudioTestSupport
import Testing

/// A podcast's life on the command line, with the built programs and real sound.
@Suite(.serialized) struct PublishingAcceptanceTests {
  let place: Installation

  init() throws {
    place = try Installation()
    let cover = PackageRoot.url.appending(path: "Samples/artwork/cover.jpg").path
    let made = try place.run(
      "show", "create", "voix", "--title", "La voix de la place", "--description", "Un podcast.",
      "--language", "fr", "--category", "Society & Culture", "--author", "Le tiers-lieu",
      "--image", cover, "--explicit", "false", "--also-as", "opus")
    try #require(made.exitCode == 0, "\(made.standardError)")
  }

  /// A file with some text in the installation's temporary folder.
  private func file(_ name: String, _ text: String) throws -> String {
    let file = place.temporary.file(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// Three seconds of a tone, 16 bits, 44.1 kHz, one channel.
  private func tone() throws -> String {
    let count = 3 * 44_100
    var bytes = Data()
    func add(_ number: Int, _ width: Int) {
      for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
    }
    bytes.append(Data("RIFF".utf8))
    add(36 + count * 2, 4)
    bytes.append(Data("WAVEfmt ".utf8))
    for (number, width) in [(16, 4), (1, 2), (1, 2), (44_100, 4), (88_200, 4), (2, 2), (16, 2)] {
      add(number, width)
    }
    bytes.append(Data("data".utf8))
    add(count * 2, 4)
    for index in 0..<count { add(Int(sin(Double(index) * 0.06) * 9_000), 2) }
    let file = place.temporary.file("ton.wav")
    try bytes.write(to: file)
    return file.path
  }

  func processedEpisode() throws -> String {
    let chapters = try file("chapitres.txt", "00:00 Début\n00:02 Suite\n00:09 Trop tard\n")
    let words = try file(
      "mots.srt", "1\n00:00:00,000 --> 00:00:02,000\nLéa: Bonjour & bienvenue\n")
    let made = try place.run(
      "episode", "create", "voix", "--title", "Bonjour", "--number", "1", "--season", "1",
      "--chapters", chapters, "--transcript", words, "--person", "Léa Dubois;host", "--json")
    let id = try #require(try made.json["id"] as? String, "\(made.standardError)")
    let attached = try place.run("episode", "attach", id, try tone())
    try #require(attached.exitCode == 0, "\(attached.standardError)")
    let processed = try place.run("episode", "process", id)
    try #require(processed.exitCode == 0, "\(processed.standardError)")
    return id
  }

  private var feedFile: URL { place.data.appending(path: "public/shows/voix/feed.xml") }

  private var feed: String {
    get throws {
      try String(contentsOf: feedFile, encoding: .utf8)
    }
  }

  @Test func `an episode with everything reaches the feed and stays itself through its life`()
    throws
  {
    let id = try processedEpisode()
    let promised = try place.run("episode", "publish", id, "--at", "2026-12-01T18:00")
    #expect(promised.exitCode == 0)
    #expect(promised.standardOutput.contains("studio serve"), "it says who keeps the promise")
    for (time, code) in [
      ("2027-03-28T02:30", "nonexistent_time"), ("2026-10-25T02:30", "ambiguous_time"),
      ("2026-11-30T09:59", "schedule_past"),
    ] {
      let refused = try place.run("episode", "publish", id, "--at", time, "--json")
      #expect(refused.exitCode == 1)
      #expect(try refused.error["code"] as? String == code, "\(time)")
    }
    #expect(try place.run("episode", "unschedule", id).exitCode == 0)
    let published = try place.run("episode", "publish", id, "--json")
    #expect(published.exitCode == 0, "\(published.standardError)")
    let item = try feed
    for part in [
      "<podcast:season>1</podcast:season>", "<podcast:person role=\"host\">Léa Dubois",
      "<podcast:alternateEnclosure type=\"audio/ogg\"",
      "<podcast:integrity type=\"sri\" value=\"sha256-",
      "psc:chapter start=\"00:00:02.000\" title=\"Suite\"", "type=\"application/json+chapters\"",
      "type=\"text/vtt\"", "<itunes:episode>1</itunes:episode>",
    ] {
      #expect(item.contains(part), "\(part)")
    }
    #expect(!item.contains("Trop tard"))

    // The file itself says the same chapters, read by somebody else's program.
    if let probe = BuiltProgram.tool("ffprobe") {
      let shown = try place.run("episode", "list", "voix", "--json").jsonArray
      let render = try #require(shown.first?["render"] as? [String: Any])
      let folder = try #require(render["folder"] as? String)
      let read = try probe(
        "-v", "error", "-show_chapters", "-of", "json", "\(folder)/episode.mp3")
      let found = (try read.json["chapters"] as? [[String: Any]] ?? []).map {
        ($0["tags"] as? [String: Any])?["title"] as? String
      }
      #expect(found == ["Début", "Suite"])
    }

    let edited = try place.run("episode", "edit", id, "--title", "Bonsoir", "--slug", "bonsoir")
    #expect(edited.exitCode == 0, "\(edited.standardError)")
    #expect(try feed.contains("<title>Bonsoir</title>"))
    #expect(try place.run("feed", "build", "--verify").exitCode == 0)
    let checked = try place.run("feed", "check", "voix", "--json")
    // The address of a trial is no https, which is said and blocks nothing.
    let rules = try checked.jsonArray.compactMap { $0["rule"] as? String }
    #expect(checked.exitCode == 0 && rules.contains("url_not_https"))
    let file = place.data.appending(path: "public/shows/voix/feed.xml").path
    #expect(try place.run("feed", "check", file, "--json").exitCode == 0)
    let gone = try place.run("episode", "unpublish", id, "--json")
    #expect(try gone.json["status"] as? String == "removed")
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: place.data.appending(path: "public/media/files").path) == [])
  }

  @Test func `what is no sound is refused at once, by its own name`() throws {
    let made = try place.run("episode", "create", "voix", "--title", "Faux", "--json")
    let id = try #require(try made.json["id"] as? String)
    let refused = try place.run(
      "episode", "attach", id, try file("notes.mp3", "ceci n'est pas du son"), "--json")
    #expect(refused.exitCode == 1)
    let message = try #require(try refused.error["message"] as? String)
    #expect(message.contains("notes.mp3") && !message.contains("recordings/"))
  }

  @Test func `a session takes all files or none, and the same bytes once`() throws {
    let session = try #require(
      try place.run("session", "open", "--json").json["id"] as? String)
    let sound = try tone()
    let refused = try place.run(
      "session", "add", session, sound, try file("notes.mp3", "ceci n'est pas du son"), "--json")
    #expect(refused.exitCode == 1)
    #expect(try (refused.error["message"] as? String)?.contains("notes.mp3") == true)
    let empty = try place.run("session", "show", session, "--json")
    #expect(try (empty.json["recordings"] as? [Any])?.isEmpty == true)
    for _ in 0..<2 {
      let added = try place.run("session", "add", session, sound, "--json")
      #expect(try (added.json["recordings"] as? [Any])?.count == 1)
    }
  }

  @Test func `a finished session says when by the venue's clock`() throws {
    let session = try #require(
      try place.run("session", "open", "--json").json["id"] as? String)
    #expect(try place.run("session", "finish", session).exitCode == 0)
    let refused = try place.run("session", "add", session, try tone(), "--json")
    // STUDIO_NOW is 09:00 UTC, ten o'clock in Marche.
    #expect(try (refused.error["message"] as? String)?.contains("2026-11-30 10:00") == true)
  }

  @Test func `scenario 22: pictures are refused with what is wrong with them`() throws {
    let web = place.temporary.file("cover.png")
    try Data("RIFF1234WEBPVP8 ".utf8).write(to: web)
    let large = place.temporary.file("large.jpg")
    try (Data([0xFF, 0xD8, 0xFF]) + Data(count: 20_000_000)).write(to: large)
    for (picture, words) in [(web, ["WebP"]), (large, ["large.jpg", "20000003", "10000000"])] {
      let refused = try place.run("show", "edit", "voix", "--image", picture.path)
      #expect(refused.exitCode == 1)
      for word in words {
        #expect(refused.standardError.contains(word), "\(refused.standardError)")
      }
    }
  }

  @Test(
    .needsPython,
    arguments: [
      ("RGB", 1399, 1399, "1399"), ("RGB", 3001, 3001, "3001"), ("RGB", 1400, 1500, "1400 × 1500"),
      ("CMYK", 1500, 1500, "RGB"),
    ])
  func `scenario 22: a cover of the wrong size, shape or colours is refused with its numbers`(
    mode: String, width: Int, height: Int, word: String
  ) throws {
    let picture = place.temporary.file("cover.jpg").path
    let made = try PythonTool.run([
      "-c",
      "import sys; from PIL import Image; m, w, h, f = sys.argv[1:]; "
        + "Image.new(m, (int(w), int(h))).save(f, quality=60)",
      mode, "\(width)", "\(height)", picture,
    ])
    #expect(made.exitCode == 0, "\(made.standardError)")
    let refused = try place.run("show", "edit", "voix", "--image", picture)
    #expect(refused.exitCode == 1)
    #expect(refused.standardError.contains(word), "\(refused.standardError)")
  }

  @Test func `a check says what would block, what is left out, and that sound is missing`() throws {
    let draft = try place.run("episode", "create", "voix", "--title", "<i>Sans</i>  son", "--json")
    #expect(try draft.json["title"] as? String == "Sans son")
    let unheard = try place.run(
      "episode", "check", try #require(try draft.json["id"] as? String), "--json")
    #expect(unheard.exitCode == 1)
    #expect(try unheard.error["code"] as? String == "not_processed")

    let id = try processedEpisode()
    let checked = try place.run("episode", "check", id)
    #expect(checked.exitCode == 0, "\(checked.standardOutput)")
    #expect(checked.standardOutput.contains("Chapters left out: 1."), "\(checked.standardOutput)")
    // A serial podcast needs numbers: what publishing would refuse, the check says.
    #expect(try place.run("show", "edit", "voix", "--type", "serial").exitCode == 0)
    #expect(try place.run("episode", "edit", id, "--remove", "number").exitCode == 0)
    let blocked = try place.run("episode", "check", id)
    #expect(blocked.exitCode == 1)
    #expect(blocked.standardOutput.contains("✗"), "\(blocked.standardOutput)")
    #expect(try place.run("episode", "publish", id).exitCode == 1)
  }

  @Test(.needs("gpo"))
  func `scenario 11: gPodder asks with validators, gets the same bytes, and nothing twice`() throws
  {
    let port = try FreePort.find()
    try """
    {"baseURL": "http://127.0.0.1:\(port)", "listen": {"host": "127.0.0.1", "port": \(port)}}
    """.write(to: place.data.appending(path: "studio.json"), atomically: true, encoding: .utf8)
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    let gpo = try #require(BuiltProgram.tool("gpo"))
    let downloads = place.temporary.file("downloads")
    let home = [
      "GPODDER_HOME": place.temporary.file("gpodder").path,
      "GPODDER_DOWNLOAD_DIR": downloads.path,
    ]
    func client(_ words: String...) throws -> String {
      let result = try gpo.start(words, environment: home).result()
      #expect(result.exitCode == 0, "\(words): \(result.standardError)")
      return result.standardOutput
    }
    let serving = try Serving(data: place.data, port: port)
    #expect(
      try client("subscribe", "http://127.0.0.1:\(port)/shows/voix/feed.xml")
        .contains("Successfully added"))
    #expect(try client("update").contains("1 new episode"))
    #expect(try client("episodes").contains("Bonjour"))
    #expect(try client("download").contains("1 episodes downloaded"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: downloads.path)
    let file = try #require(files.first { $0.hasSuffix(".mp3") })
    let folder = place.data.appending(path: "public/media/files")
    let original = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.hasSuffix(".mp3")
      })
    #expect(
      try Data(contentsOf: downloads.appending(path: file))
        == Data(contentsOf: folder.appending(path: original)))
    // Made anew, with another title: the same episode to everybody.
    #expect(try place.run("episode", "edit", id, "--title", "Bonsoir").exitCode == 0)
    #expect(try place.run("episode", "process", id).exitCode == 0)
    #expect(try client("update").contains("0 new episodes"))
    #expect(try client("episodes").contains("Bonsoir"))
    let log = serving.stop()
    let feeds = log.split(separator: "\n").filter { $0.contains("/shows/voix/feed.xml") }
      .compactMap { $0.split(separator: " ").last.map(String.init) }
    #expect(feeds == ["200", "304", "200"], "\(log)")
  }

  /// Puts the installation at the address it will be served at.
  func serve() throws -> (Serving, String) {
    let port = try FreePort.find()
    try """
    {"baseURL": "http://127.0.0.1:\(port)", "listen": {"host": "127.0.0.1", "port": \(port)}}
    """.write(to: place.data.appending(path: "studio.json"), atomically: true, encoding: .utf8)
    return (try Serving(data: place.data, port: port), "http://127.0.0.1:\(port)")
  }

  /// Asks with Debian's curl: status, a blank, then the answer.
  func curl(_ words: String...) throws -> String {
    let curl = try #require(BuiltProgram.tool("curl"))
    return try curl.start(["-s", "-w", " %{http_code}"] + words).result().standardOutput
  }

  @Test(.needs("curl"))
  func
    `a draft is heard at its secret address, which leads on once it is public and ends when closed`()
    throws
  {
    let (serving, base) = try serve()
    defer { serving.stop() }
    let id = try processedEpisode()
    let opened = try place.run("episode", "preview", id, "--json")
    let address = try #require(
      try opened.json["previewURL"] as? String, "\(opened.standardError)")
    #expect(address.hasPrefix("\(base)/preview/"))
    let page = try curl(address)
    #expect(page.hasSuffix(" 200") && page.contains("Bonjour") && page.contains("noindex"))
    let sound = try #require(page.firstMatch(of: /src="(\/preview\/[^"]+\.mp3)"/)?.output.1)
    #expect(try curl("-o", "/dev/null", "-r", "0-99", base + sound) == " 206")
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    #expect(try curl("-o", "/dev/null", address) == " 302")
    #expect(try curl("-L", address).contains("voix/episodes/bonjour"))
    let late = try place.run("episode", "preview", id, "--json")
    #expect(try late.error["code"] as? String == "nothing_to_preview")
    // Taken down, it is heard nowhere, also not where it was heard before.
    #expect(try place.run("episode", "unpublish", id).exitCode == 0)
    #expect(try curl("-o", "/dev/null", address) == " 404")
    #expect(try curl("-o", "/dev/null", base + sound) == " 404")
    let again = try #require(
      try place.run("episode", "preview", id, "--json").json["previewURL"] as? String)
    #expect(again != address)
    #expect(try curl("-o", "/dev/null", again) == " 200")
    let closed = try place.run("episode", "preview", id, "--close")
    #expect(closed.exitCode == 0 && closed.standardOutput.contains("closed"))
    #expect(try curl("-o", "/dev/null", again) == " 404")
  }

  @Test func `a feed on the web is checked with the files it names`() throws {
    let (serving, base) = try serve()
    defer { serving.stop() }
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    func rules() throws -> Set<String> {
      let checked = try place.run("feed", "check", "\(base)/shows/voix/feed.xml", "--json")
      return Set(try checked.jsonArray.compactMap { $0["rule"] as? String })
    }
    #expect(
      try rules().subtracting(["url_not_https", "recommended_element_missing"]).isEmpty,
      "our own server does what directories ask")
    // The sound is gone from under the feed, as after a careless clean-up.
    let folder = place.data.appending(path: "public/media/files")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    #expect(try rules().contains("file_unreachable"))
  }

  @Test func `scenario 16: while the server runs, a scheduled episode appears by itself`() throws {
    let id = try processedEpisode()
    // The server's clock is the real one, and so is that of the command that schedules.
    let soon = Date(timeIntervalSinceNow: 3).ISO8601Format()
    let scheduled = try BuiltProgram.studio.start(
      place.arguments(["episode", "publish", id, "--at", soon, "--json"])
    ).result()
    #expect(try scheduled.json["status"] as? String == "scheduled", "\(scheduled.standardOutput)")
    let serving = try Serving(data: place.data)
    defer { serving.stop() }
    let patience = ContinuousClock.now.advanced(by: .seconds(60))
    var isPublic = false
    while !isPublic, ContinuousClock.now < patience {
      isPublic = (try? feed)?.contains("<title>Bonjour</title>") == true  // no feed yet: not public
    }
    #expect(isPublic)
    #expect(Date.now.ISO8601Format() >= soon)
  }

  @Test func `what was given can be taken away, and a hub is an address`() throws {
    let given = try place.run(
      "show", "edit", "voix", "--owner", "studio@example.be;Studio", "--hub",
      "https://hub.example.be/", "--funding", "Aider;https://example.be/aider")
    #expect(given.exitCode == 0, "\(given.standardError)")
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    let words = ["studio@example.be", "hub.example.be", "example.be/aider"]
    for word in words { #expect(try feed.contains(word)) }
    let taken = try place.run(
      "show", "edit", "voix", "--remove", "owner", "--remove", "hub", "--remove", "funding")
    #expect(taken.exitCode == 0, "\(taken.standardError)")
    for word in words { #expect(try !feed.contains(word)) }
    for wrong in [["--hub", ""], ["--hub", "hub"], ["--remove", "title"]] {
      let refused = try place.run(["show", "edit", "voix"] + wrong)
      #expect(refused.exitCode == 64, "\(wrong)")
    }
  }

  /// The calls after which what is on the disk is something else than before.
  static let writingCalls = "rename,renameat,renameat2,unlink,unlinkat,symlink,symlinkat,fsync"

  @Test(.needs("strace"))
  func `scenario 30: a publisher killed anywhere leaves a whole feed, the next one ends it`()
    throws
  {
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    let strace = try #require(BuiltProgram.tool("strace"))
    var wasKilled = true
    // Killed in the first such call of a thread, in the third, …, until there are no more.
    for call in stride(from: 1, through: 99, by: 2) where wasKilled {
      let edit = place.arguments(["episode", "edit", id, "--title", "Titre \(call)"])
      let inject = "inject=\(Self.writingCalls):signal=SIGKILL:when=\(call)"
      let result = try strace.start(
        ["-f", "-qq", "-o", "/dev/null", "-e", inject, BuiltProgram.studio.executable.path] + edit,
        environment: Installation.clock
      ).result()
      wasKilled = result.wasKilled
      #expect(wasKilled || result.exitCode == 0, "\(result.standardError)")
      #expect(call > 1 || wasKilled)
      let text = try feed
      #expect(text.hasSuffix("</rss>\n") && text.contains("<item>"), "call \(call)")
      #expect(try place.run("feed", "build", "--verify").exitCode == 0, "call \(call)")
      // Old or new, but what the store says.
      let shown = try place.run("episode", "list", "voix", "--json").jsonArray
      let stored = try #require(shown.first?["title"] as? String)
      #expect(try feed.contains("<title>\(stored)</title>"), "call \(call)")
    }
    #expect(!wasKilled, "the last run went through")
  }
}
