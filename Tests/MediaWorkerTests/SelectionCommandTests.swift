import Foundation
import StudioTestSupport
import Testing

/// Parts, channels, joins, plans and plots as a person types them.
@Suite struct SelectionCommandTests {
  private func seconds(_ result: ProgramResult) throws -> Double {
    let deliverables = try result.json["deliverables"] as? [[String: Any]]
    return try #require(deliverables?.first?["durationSeconds"] as? Double)
  }

  @Test(
    arguments: [
      (["--from", "0.5"], 1.5), (["--to", "1500ms"], nil),
      (["--from", "0:00:00.5", "--to", "1.25s"], 0.75),
      (["--to", "0m1s"], 1), (["--from", "0,25", "--to", "0:01.25"], 1),
      (["--from", "1h30m"], nil),
    ] as [([String], Double?)])
  func `a part has the length that was asked for`(options: [String], expected: Double?) throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 2))
    let result = try BuiltProgram.studio.start(
      ["process", input, "-o", bench.output("e.wav"), "--json"] + options
    ).result()
    if let expected {
      #expect(result.exitCode == 0, "\(result.standardError)\(result.standardOutput)")
      #expect(try seconds(result) == expected)
    } else {
      #expect(result.exitCode == (options.contains("1500ms") ? 64 : 1))
      #expect(try bench.left().isEmpty)
    }
  }

  @Test(arguments: [
    ["--from", "noon"], ["--from", "10", "--to", "5"], ["--to", "0"], ["--from", "1:61"],
    ["--channels", "1,2,3"], ["--channels", "0"], ["--channels", "left"], ["--audio-track", "0"],
    ["--bit-rate", "97k"], ["--bit-rate", "wav=96k"], ["--bit-rate", "96"], ["--plot", "p.png"],
    ["--from", "1", "--to", "1"], ["--plot", "e.mp3"], ["--bit-rate", "mp3=0k"],
    ["--sample-rate", "44000"], ["--sample-rate", "96000"],
    ["--bit-rate", "9223372036854775807k"],
  ])
  func `a wrong option is one sentence and exit 64`(options: [String]) throws {
    let result = try BuiltProgram.studio.start(["process", "in.wav", "-o", "e.mp3"] + options)
      .result()
    #expect(result.exitCode == 64, "\(options)")
    #expect(result.standardOutput.isEmpty)
    let sentence = result.standardError.split(separator: "\n").first ?? ""
    #expect(sentence.hasPrefix("Error: "), "\(result.standardError)")
    #expect(sentence.hasSuffix(".") || sentence.contains("is invalid for"), "\(sentence)")
  }

  @Test func `a channel or a part that is not there is refused by name, in every language`() throws
  {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1, channels: 2))
    for (options, code) in [
      (["--channels", "9"], "no_such_channel"), (["--from", "5"], "beyond_end"),
      (["--audio-track", "2"], "no_such_track"), (["--cover", input], "bad_cover"),
    ] {
      let json = try BuiltProgram.studio.start(
        ["process", input, "-o", bench.output("e.mp3"), "--json"] + options
      ).result()
      #expect(json.exitCode == 1)
      #expect(try json.error["code"] as? String == code)
      #expect(try (json.error["message"] as? String)?.contains("take.wav") == true)
      #expect(try bench.left().isEmpty)
    }
  }

  @Test func `the line that is wrong in a list of chapters is named`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1))
    let chapters = try bench.input("c.txt", Data("\n00:00 Un\n00:61 Deux\n".utf8))
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), "--chapters", chapters, "--lang", "fr")
    #expect(result.exitCode == 1)
    #expect(result.standardError.contains("(3: 00:61 Deux)"), "\(result.standardError)")
  }

  @Test func `two files are joined, with the bit rates asked for`() throws {
    let bench = try Workbench()
    let first = try bench.input("1.wav", Recordings.tone(seconds: 0.75))
    let second = try bench.input("2.wav", Recordings.tone(seconds: 0.5, channels: 2))
    let result = try BuiltProgram.studio(
      "process", first, second, "-o", bench.output("e.mp3"), "-o", bench.output("e.opus"),
      "--bit-rate", "64k", "--bit-rate", "opus=48k", "--json")
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(try seconds(result) == 1.25)
    let environment = try #require(try result.json["environment"] as? [String: String])
    #expect(environment["encoder.mp3"]?.contains(" 64000 b/s") == true)
    #expect(environment["encoder.opus"]?.contains(" 48000 b/s") == true)
    let deliverables = try result.json["deliverables"] as? [[String: Any]]
    #expect(deliverables?.first?["bitRate"] as? Int == 64_000)
    #expect(try result.json["warnings"] as? [String] == ["joined_channels"])
  }

  @Test func `a dry run says the plan and writes nothing`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1, level: 0.1))
    let arguments = [
      "process", input, "-o", bench.output("e.mp3"), "-o", bench.output("e.flac"), "--title", "É",
      "--report", bench.output("r.json"), "--dry-run",
    ]
    let french = try BuiltProgram.studio.start(arguments + ["--lang", "fr"]).result()
    #expect(french.exitCode == 0, "\(french.standardError)")
    let lines = french.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.count == 6, "\(french.standardOutput)")
    #expect(lines[0].hasPrefix("Rien n'a été écrit"))
    #expect(lines[1] == "Niveau : de −23,0 à −16,0 LUFS, gain de +7,0 dB.")
    #expect(lines[4].hasSuffix("e.mp3 · MP3 · 128 kb/s · 48,0 kHz · mono"))
    let json = try BuiltProgram.studio.start(arguments + ["--json"]).result()
    #expect((try json.json["outputs"] as? [[String: Any]])?.count == 2)
    if PythonTool.isWanted {
      #expect(try JSONSchema.accepts(text: json.standardOutput, "forecast"))
    }
    #expect(try bench.left().isEmpty)
  }

  @Test(arguments: ["measure", "process"])
  func `a plot is well-formed, has a text alternative, and stays out of the JSON`(
    command: String
  ) throws {
    let bench = try Workbench()
    let input = try bench.input("<a & b>.wav", Recordings.tone(seconds: 5, level: 0.1))
    let plot = bench.output("p.svg")
    let output = command == "process" ? ["-o", bench.output("e.mp3")] : []
    let result = try BuiltProgram.studio.start(
      [command, input, "--plot", plot, "--json", "--lang", "fr"] + output
    ).result()
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(!result.standardOutput.contains("course"))
    let svg = try String(contentsOfFile: plot, encoding: .utf8)
    #expect(svg.contains("<title id=\"title\">Niveau sonore : &lt;a &amp; b&gt;.wav</title>"))
    #expect(svg.contains("−23,0 LUFS intégrés"))
    #expect(svg.contains("class=\"before\"") == (command == "process"))
    let reader = XMLReader()
    #expect(reader.accepts(Data(svg.utf8)))
  }

  @Test func `a plot of several files is refused`() throws {
    #expect(try BuiltProgram.studio("measure", "a.wav", "b.wav", "--plot", "p.svg").exitCode == 64)
  }

  @Test func `one sentence judges each file for a podcast`() throws {
    let bench = try Workbench()
    let quiet = try bench.input("quiet.wav", Recordings.tone(seconds: 1, level: 0.1))
    let good = try bench.input("good.wav", Recordings.tone(seconds: 1, level: 0.22))
    let silent = try bench.input("silent.wav", Recordings.tone(seconds: 1, level: 0))
    let result = try BuiltProgram.studio("measure", quiet, good, silent, "--lang", "fr")
    let lines = result.standardOutput.split(separator: "\n")
    try #require(lines.count == 7)
    #expect(lines[0] == "quiet.wav : 7,0 LU trop faible pour un podcast (−23,0 LUFS).")
    #expect(lines[1].hasPrefix("good.wav : bon pour un podcast"))
    #expect(lines[2].hasPrefix("silent.wav : silencieux"))
  }
}
