import Foundation
import StudioTestSupport
import Testing

/// What the programs of others read of sessions, episodes and shows, against docs/schema.
@Suite(.needsPython) struct PublishingContractTests {
  private func json(_ arguments: [String]) throws -> String {
    let data = try Journey.made.get().data.path
    let result = try BuiltProgram.studio.start(arguments + ["--data", data, "--json"]).result()
    try #require(result.exitCode == 0, "\(result.standardOutput)")
    return result.standardOutput
  }

  private func elements(_ text: String) throws -> [String] {
    let array = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    try #require(!array.isEmpty)
    return try array.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
    }
  }

  @Test func `a session down to its feed item`() throws {
    let session = try json(["session", "show", "S-1"])
    #expect(try JSONSchema.problems(text: session, "session") == "")
    // The schema of the whole holds for its parts too.
    let length = /"durationSeconds"\s*:\s*[0-9.]+/
    let broken = session.replacing(length, with: "\"durationSeconds\":-1")
    #expect(try JSONSchema.problems(text: broken, "session").contains("$.episodes[0]"))
  }

  @Test(arguments: [("episode", ["list", "demo"]), ("show", ["list"])])
  func `every element of a list`(kind: String, list: [String]) throws {
    for element in try elements(json([kind] + list)) {
      #expect(try JSONSchema.problems(text: element, kind) == "")
    }
    #expect(try JSONSchema.problems(text: "{}", kind) != "")
  }

  @Test func `what was due`() throws {
    #expect(try JSONSchema.problems(text: json(["due"]), "due") == "")
  }
}
