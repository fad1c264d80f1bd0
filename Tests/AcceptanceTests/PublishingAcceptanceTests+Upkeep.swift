import Foundation
import StudioTestSupport
import Testing

/// What reaches the public when something changes or fails around an episode.
extension PublishingAcceptanceTests {
  @Test func `notes, transcripts and chapters are read whole and as UTF-8, or not at all`() throws {
    let latin = place.temporary.file("latin.txt")
    try Data("WEBVTT\n\n00:00 Invit".utf8 + [0xE9, 0x0A]).write(to: latin)
    let long = place.temporary.file("long.txt")
    try Data(repeating: 0x20, count: (16 << 20) + 1).write(to: long)
    for option in ["--notes-file", "--transcript", "--chapters"] {
      for (file, code) in [(latin, "unreadable"), (long, "file_too_large")] {
        let result = try place.run(
          "episode", "create", "voix", "--title", "Un", option, file.path, "--json")
        #expect(result.exitCode == 1, "\(option)")
        #expect(try result.error["code"] as? String == code, "\(option)")
      }
    }
    let refused = try place.run(
      "episode", "create", "voix", "--title", "Un", "--notes-file", long.path, "--lang", "en")
    #expect(
      refused.standardError.contains("16777217") && refused.standardError.contains("16777216"))
    #expect(try place.run("show", "list", "--json").exitCode == 0)
  }

  @Test(.needs("curl"))
  func `the server starts with what is there when a show cannot be built, and says so`() throws {
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    let folder = place.data.appending(path: "public/shows/voix")
    let feed = folder.appending(path: "feed.xml")
    try FileManager.default.removeItem(at: feed)
    try FileManager.default.createDirectory(
      at: feed.appending(path: "in the way"), withIntermediateDirectories: true)
    try FileManager.default.removeItem(at: folder.appending(path: ".version"))
    let (serving, base) = try serve()
    #expect(try curl("-o", "/dev/null", base + "/shows/voix/") == " 200")
    let log = serving.stop()
    #expect(log.contains("The public files of voix could not be written"), "\(log)")
  }

  @Test func `a show without episodes has no feed yet: nothing names one, and nothing is missed`()
    throws
  {
    #expect(try place.run("feed", "build", "--json").standardOutput.contains("feed.xml") == false)
    #expect(try place.run("feed", "build", "--verify").exitCode == 0)
    let shows = place.data.appending(path: "public/shows").path
    #expect(!FileManager.default.fileExists(atPath: shows))
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    #expect(try place.run("feed", "build", "--json").standardOutput.contains("voix/feed.xml"))
    #expect(try place.run("feed", "build", "--verify").exitCode == 0)
  }

  @Test func `the venue's new name is on public pages at once`() throws {
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    let exported = try place.run("venue", "export").standardOutput
    var venue = try #require(
      try JSONSerialization.jsonObject(with: Data(exported.utf8)) as? [String: Any])
    venue["name"] = ["fr": "La nouvelle maison"]
    let changed = place.temporary.file("lieu.json")
    try JSONSerialization.data(withJSONObject: venue).write(to: changed)
    let applied = try place.run("venue", "apply", changed.path)
    #expect(applied.exitCode == 0, "\(applied.standardError)")
    let page = try String(
      contentsOf: place.data.appending(path: "public/shows/voix/episodes/bonjour/index.html"),
      encoding: .utf8)
    #expect(page.contains("La nouvelle maison"))
  }

  @Test func `the owner's new address is the one whom the lock names`() throws {
    func edit(_ words: String...) throws {
      let result = try place.run(["show", "edit", "voix"] + words)
      #expect(result.exitCode == 0, "\(result.standardError)")
    }
    try edit("--owner", "avant@example.be", "--locked", "true")
    try edit("--owner", "apres@example.be")
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    let feed = try String(
      contentsOf: place.data.appending(path: "public/shows/voix/feed.xml"), encoding: .utf8)
    #expect(feed.contains("podcast:locked owner=\"apres@example.be\""))
    #expect(!feed.contains("avant@example.be"))
  }

  @Test func `a feed that has moved is checked against where it is now`() throws {
    let (serving, base) = try serve()
    defer { serving.stop() }
    let id = try processedEpisode()
    #expect(try place.run("episode", "publish", id).exitCode == 0)
    #expect(try place.run("show", "edit", "voix", "--slug", "parole").exitCode == 0)
    let checked = try place.run("feed", "check", "\(base)/shows/voix/feed.xml", "--json")
    let rules = try checked.jsonArray.compactMap { $0["rule"] as? String }
    #expect(!rules.isEmpty && !rules.contains("self_link_mismatch"), "\(rules)")
  }
}
