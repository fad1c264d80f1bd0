import Foundation
import StudioTestSupport
import Testing

/// What people get wrong at the command line, and what they are told.
@Suite struct WrongWordsTests {
  let installation: Installation

  init() throws { installation = try Installation() }

  @Test func `consent is recorded only for somebody the session knows`() throws {
    try #require(try installation.run("session", "open").exitCode == 0)
    try #require(try installation.run("session", "person", "S-1", "Léa").exitCode == 0)
    let slip = try installation.run("session", "consent", "S-1", "Lea", "given", "--json")
    #expect(slip.exitCode == 1)
    #expect(try slip.error["code"] as? String == "bad_person")
    let known = try installation.run("session", "consent", "S-1", "Léa", "given", "--json")
    let people = try #require(try known.json["people"] as? [[String: String]])
    #expect(people == [["name": "Léa", "role": "guest", "consent": "given"]])
  }

  @Test func `a role that podcast apps do not know is refused with those they do`() throws {
    try #require(try installation.run("session", "open").exitCode == 0)
    let slip = try installation.run("session", "person", "S-1", "Léa", "--role", "gast")
    #expect(slip.exitCode == 64)
    #expect(slip.standardError.contains("'gast'"))
    #expect(slip.standardError.contains("co-host"))
    let known = try installation.run("session", "person", "S-1", "Léa", "--role", "Host", "--json")
    #expect(try (known.json["people"] as? [[String: String]])?.first?["role"] == "host")
  }

  @Test func `a number nobody has does nothing in anybody's name`() throws {
    let wish = [
      "book", "podcast-studio", "--start", "2026-12-01T14:00", "--duration", "2h", "--for",
      "lea@example.be", "--json",
    ]
    let refused = try installation.run(wish + ["--by", "P-99"])
    #expect(refused.exitCode == 1)
    #expect(try refused.error["code"] as? String == "unknown_person")
    #expect(try installation.run(wish).exitCode == 0)
    let cancel = try installation.run("cancel", "R-1", "--as", "P-99", "--json")
    #expect(try cancel.error["code"] as? String == "unknown_person")
  }

  @Test func `a folder is not a recording`() throws {
    try #require(try installation.run("session", "open").exitCode == 0)
    let result = try installation.run("session", "add", "S-1", installation.data.path, "--json")
    #expect(result.exitCode == 1)
    #expect(try result.error["code"] as? String == "not_a_file")
  }

  @Test(arguments: ["", "  "]) func `an episode needs a title`(title: String) throws {
    let result = try installation.run("episode", "create", "demo", "--title", title)
    #expect(result.exitCode == 64)
  }

  @Test(arguments: [("session", "No sessions"), ("show", "No podcasts")])
  func `an empty list says so to people and is an empty array to programs`(
    command: String, sentence: String
  ) throws {
    #expect(try installation.run(command, "list").standardOutput.hasPrefix(sentence))
    let result = try installation.run(command, "list", "--json")
    #expect(result.exitCode == 0)
    #expect(result.standardOutput.filter { !$0.isWhitespace } == "[]")
  }
}
