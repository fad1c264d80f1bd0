import Foundation
import StudioTestSupport
import Testing

/// A real browser on the pages of the built program: test_access.py, test_player.py, test_pages.py.
@Suite struct WebPagesTests {
  /// Whether to run: Chromium and the Python packages are there, or their absence must be an error.
  static var isWanted: Bool {
    BuiltProgram.toolsAreRequired
      || (PackageRoot.python != nil && BuiltProgram.tool("chromium") != nil)
  }

  @Test(.enabled(if: isWanted, "needs Debian's chromium and the PyPI packages of scripts/test"))
  func `people with a keyboard, a phone, no scripts or no sight can listen`() throws {
    let site = try WebSite()
    let serving = try Serving(data: site.data)
    defer { serving.stop() }
    let result = try PythonTool.run(
      ["-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "Tests/Web"],
      environment: [
        "STUDIO_URL": "http://127.0.0.1:\(serving.port)", "STUDIO_PREVIEW": site.previewPath,
      ])
    #expect(result.exitCode == 0, "\(result.standardOutput)\(result.standardError)")
  }
}

/// The demo's data folder, its episode with chapters, people and a transcript.
struct WebSite {
  let temporary: TemporaryFolder
  let data: URL
  /// Where the hostile draft can be heard.
  let previewPath: String

  init() throws {
    temporary = try TemporaryFolder("studio-web")
    data = temporary.file("data")
    let samples = PackageRoot.url.appending(path: "Samples")
    let result = try BuiltProgram.studio(
      "demo", "--data", data.path, "--samples", samples.path,
      "--recording", samples.appending(path: "recordings/take-3-near.flac").path)
    try #require(result.exitCode == 0, "\(result.standardError)")
    previewPath = try Self.hostileDraft(
      data, temporary, samples.appending(path: "recordings/take-3-near.flac").path)
    try furnish()
  }

  /// A draft whose every text tries to run something, and its preview's path.
  private static func hostileDraft(
    _ data: URL, _ temporary: TemporaryFolder, _ recording: String
  ) throws -> String {
    let attack =
      #""><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{title}}"#
    let json = try JSONSerialization.data(withJSONObject: [
      "version": "1.2.0", "chapters": [["startTime": 0, "title": "Début " + attack]],
    ])
    let chapters = temporary.file("hostile.json")
    try json.write(to: chapters)
    let words = temporary.file("hostile.srt")
    try Data("1\n00:00:00,000 --> 00:00:02,000\nEve: \(attack)\n".utf8).write(to: words)
    let notes = temporary.file("hostile.html")
    try Data(
      """
      <p onclick="window.hacked=1">Notes</p>\(attack)<a href="javascript:window.hacked=1">x</a>
      """.utf8
    ).write(to: notes)
    func run(_ words: [String]) throws -> ProgramResult {
      let result = try BuiltProgram.studio.start(
        words + ["--data", data.path, "--lang", "en", "--json"]
      ).result()
      try #require(
        result.exitCode == 0, "\(words): \(result.standardError)\(result.standardOutput)")
      return result
    }
    let made = try run([
      "episode", "create", "demo", "--title", "Titre \(attack)", "--notes-file", notes.path,
      "--chapters", chapters.path, "--transcript", words.path, "--person", "Nom \(attack);guest",
    ])
    let id = try #require(try made.json["id"] as? String)
    _ = try run(["episode", "attach", id, recording])
    _ = try run(["episode", "process", id])
    let address = try #require(
      try run(["episode", "preview", id]).json["previewURL"] as? String)
    return try #require(URL(string: address)).path + "/"
  }

  /// Gives the episode what only people can: chapters, names and the words.
  private func furnish() throws {
    let chapters = temporary.file("chapters.json")
    try Data(
      #"""
      {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Bonjour"},
        {"startTime": 3, "title": "La bouilloire : un fil coupé"},
        {"startTime": 6, "title": "Au revoir"}]}
      """#.utf8
    ).write(to: chapters)
    let transcript = temporary.file("words.vtt")
    try Data(Self.transcript.utf8).write(to: transcript)
    let result = try BuiltProgram.studio(
      "episode", "edit", "demo/reparer", "--chapters", chapters.path, "--transcript",
      transcript.path, "--person", "Léa Dubois;host", "--person", "Karim;guest",
      "--data", data.path, "--lang", "en")
    try #require(result.exitCode == 0, "\(result.standardError)")
  }

  private static let transcript =
    "WEBVTT\n\n"
    + (0..<10).map { (number: Int) -> String in
      let speaker = number % 4 < 2 ? "Léa Dubois" : "Karim"
      let words =
        number.isMultiple(of: 2)
        ? "On m'a apporté une bouilloire, elle ne chauffait plus." : "C'était un fil coupé."
      return "00:0\(number).000 --> 00:0\(number).990\n<v \(speaker)>\(words)\n\n"
    }.joined()
}
