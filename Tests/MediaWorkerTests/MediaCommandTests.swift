import Foundation
import MediaProtocol
import StudioTestSupport
import Testing

/// `studio measure` and `studio process` as a person types them.
@Suite struct MediaCommandTests {
  @Test func `measure prints an aligned table, and in French the comma`() throws {
    let bench = try Workbench()
    let quiet = try bench.input("quiet.wav", Recordings.tone(seconds: 0.5, level: 0.1))
    let loud = try bench.input("a longer name.wav", Recordings.tone(seconds: 0.5, level: 0.5))
    let english = try BuiltProgram.studio("measure", quiet, loud, "--lang", "en")
    #expect(english.exitCode == 0, "\(english.standardError)")
    let said = english.standardOutput.split(separator: "\n")
    #expect(
      said.prefix(2) == [
        "quiet.wav: 7.0 LU too quiet for a podcast (−23.0 LUFS).",
        "a longer name.wav: 7.0 LU too loud for a podcast (−9.0 LUFS).",
      ], "what it means comes first")
    let lines = said.dropFirst(2).map(String.init)
    #expect(lines.count == 3)
    #expect(Set(lines.map(\.count)).count == 1, "\(english.standardOutput)")
    #expect(lines.first?.contains("LUFS") == true)
    #expect(lines.last?.hasPrefix("a longer name.wav") == true)
    #expect(lines[1].contains("−23.0"))
    #expect(english.standardError.isEmpty, "no progress without a terminal")
    let french = try BuiltProgram.studio("measure", quiet, "--lang", "fr")
    #expect(french.standardOutput.contains("−23,0"))
  }

  @Test func `measure --json puts a failing file in its place and exits 1`() throws {
    let bench = try Workbench()
    let good = try bench.input("good.wav", Recordings.tone(seconds: 0.5))
    let bad = try bench.input("bad.wav", Data("no sound".utf8))
    let result = try BuiltProgram.studio("measure", good, bad, good, "--json", "--lang", "nl")
    #expect(result.exitCode == 1)
    let rows = try result.jsonArray
    try #require(rows.count == 3)
    #expect(rows[0]["integratedLUFS"] is Double)
    #expect(rows[0]["maxShortTermLUFS"] is NSNull)
    #expect(rows[1]["file"] as? String == bad)
    let error = try #require(rows[1]["error"] as? [String: Any])
    #expect(error["code"] as? String == "unsupported_format")
    #expect((error["message"] as? String)?.contains("bestand") == true)
    #expect(rows[2]["file"] as? String == good)
    if PythonTool.isWanted {
      #expect(try JSONSchema.accepts(text: result.standardOutput, "measure"))
    }
  }

  @Test func `process says the verdict first, then a line a deliverable`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1, level: 0.1))
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.flac"), "-o", bench.output("e.mp3"), "--title",
      "Épisode", "--report", bench.output("r.json"), "--lang", "fr")
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(
      result.standardOutput.hasPrefix(
        "Niveau : bon. L'original était trop faible (−23,0 LUFS) ; relevé de 7,0 dB. Vérifié"))
    #expect(result.standardOutput.split(separator: "\n").count == 3)
    #expect(try bench.left() == ["e.flac", "e.mp3", "r.json"])
    if PythonTool.isWanted {
      let report = try String(contentsOfFile: bench.output("r.json"), encoding: .utf8)
      #expect(try JSONSchema.accepts(text: report, "report"))
    }
  }

  @Test(.enabled(if: Tool.path("ffprobe") != nil || Tool.isRequired, "ffprobe is not installed"))
  func `tags and chapters reach the file`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1))
    let chapters = try bench.input("chapters.txt", Data("00:00:00 Début\n00:00:00.5 Suite\n".utf8))
    let output = bench.output("e.mp3")
    let result = try BuiltProgram.studio(
      "process", input, "-o", output, "--title", "Épisode 1", "--artist", "Léa", "--chapters",
      chapters, "--json")
    #expect(result.exitCode == 0, "\(result.standardError)")
    if PythonTool.isWanted {
      #expect(try JSONSchema.accepts(text: result.standardOutput, "report"))
    }
    let probe = try #require(Tool.path("ffprobe"))
    let found = try Tool.run(
      probe, "-v", "error", "-show_entries", "format_tags:chapter_tags:chapter=start_time", "-of",
      "csv=p=0", output
    ).text
    for text in ["Épisode 1", "Léa", "Début", "Suite", "0.500"] {
      #expect(found.contains(text), "\(text) in \(found)")
    }
  }

  @Test(arguments: ["fr", "nl", "de", "en"])
  func `a failure is one sentence on stderr, exit 1, nothing left`(language: String) throws {
    let bench = try Workbench()
    let input = bench.folder.file("in/absent.wav").path
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), "--report", bench.output("r.json"), "--lang",
      language)
    #expect(result.exitCode == 1)
    #expect(result.standardOutput.isEmpty)
    #expect(result.standardError.split(separator: "\n").count == 1)
    #expect(result.standardError.contains(input))
    #expect(try bench.left().isEmpty)
    let json = try BuiltProgram.studio("process", input, "-o", bench.output("e.mp3"), "--json")
    #expect(json.exitCode == 1)
    #expect(try json.error["code"] as? String == "not_found")
    #expect(json.standardError.isEmpty)
  }

  @Test(arguments: [
    [], ["in.wav"], ["in.wav", "-o", "out.txt"], ["in.wav", "-o", "a.mp3", "-o", "./a.mp3"],
    ["in.wav", "-o", "a.mp3", "--target", "loud"], ["in.wav", "-o", "a.mp3", "--target", "-16"],
    ["in.wav", "-o", "a.mp3", "--report", "a.mp3"],
  ])
  func `wrong usage exits 64 before anything is read`(arguments: [String]) throws {
    let result = try BuiltProgram.studio.start(["process"] + arguments).result()
    #expect(result.exitCode == 64, "\(result.standardError)")
    #expect(try BuiltProgram.studio("measure").exitCode == 64)
  }

  @Test func `an unreadable list of chapters is said before any work`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 0.5))
    let chapters = try bench.input("chapters.txt", Data("not a time\n".utf8))
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), "--chapters", chapters, "--json")
    #expect(result.exitCode == 1)
    #expect(try result.error["code"] as? String == "chapters_unreadable")
    #expect(try bench.left().isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `Ctrl-C leaves nothing and says so`(number: Int32) throws {
    let bench = try Workbench()
    let input = try bench.input("long.wav", Recordings.tone(seconds: 20))
    let running = try BuiltProgram.studio.start(
      ["process", input, "-o", bench.output("e.mp3"), "--json"])
    // The unfinished file is the sign that the worker is at it. This thread is not given up: on a
    // busy machine the worker could be done before it came back.
    while try bench.left().isEmpty, running.isRunning { sched_yield() }
    running.send(number)
    let result = try running.result()
    #expect(result.exitCode == 1)
    #expect(try result.error["code"] as? String == "cancelled")
    #expect(try bench.left().isEmpty)
  }
}
