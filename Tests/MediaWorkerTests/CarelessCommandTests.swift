import Foundation
import StudioTestSupport
import Testing

/// What a person may do by mistake, and what they must then be told or spared.
@Suite struct CarelessCommandTests {
  @Test(arguments: ["--report", "--waveform", "--plot"])
  func `nothing that is read is ever written over, under no other name either`(
    option: String
  ) throws {
    let bench = try Workbench()
    let recording = Recordings.tone(seconds: 0.5)
    let input = try bench.input("take.wav", recording)
    let ending = ["--report": "json", "--waveform": "dat", "--plot": "svg"][option]!
    let link = bench.output("other.\(ending)")
    try FileManager.default.linkItem(atPath: input, toPath: link)
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), option, link, "--json")
    #expect(result.exitCode == 1)
    #expect(try result.error["code"] as? String == "output_is_input")
    #expect(try Data(contentsOf: URL(filePath: input)) == recording)
    #expect(try bench.left() == ["other.\(ending)"])
  }

  @Test(arguments: ["a\u{2028}b", "a\u{85}b", "a\u{B}b", "a b…"])
  func `a name with any of Unicode's line breaks is a name like another`(name: String) throws {
    let bench = try Workbench()
    let input = try bench.input("\(name).wav", Recordings.tone(seconds: 0.5))
    let measured = try BuiltProgram.studio("measure", input, "--json")
    #expect(measured.exitCode == 0, "\(measured.standardError)")
    let made = try BuiltProgram.studio(
      "process", input, "-o", bench.output("\(name).mp3"), "--json")
    #expect(made.exitCode == 0, "\(made.standardError)")
  }

  @Test func `a day in two hundred files is joined`() throws {
    let bench = try Workbench()
    let take = Recordings.tone(seconds: 0.1)
    let inputs = try (0..<200).map { try bench.input("t\($0).wav", take) }
    let result = try BuiltProgram.studio.start(
      ["process"] + inputs + ["-o", bench.output("day.mp3"), "--json"]
    ).result()
    #expect(result.exitCode == 0, "\(result.standardError)")
  }

  @Test func `a chapters file and a cover are not written over`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 0.5))
    let chapters = try bench.input(
      "marks.json", Data(#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"A"}]}"#.utf8))
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), "--chapters", chapters, "--report", chapters,
      "--json")
    #expect(try result.error["code"] as? String == "output_is_input")
  }

  @Test func `a plot that cannot be written is known before the work`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 0.5))
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), "--plot", bench.output("absent/p.svg"))
    #expect(result.exitCode == 1)
    #expect(try bench.left().isEmpty)
  }

  @Test func `figures in the wrong order end where the limiter may go no further, and say so`()
    throws
  {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 3, level: 0.1))
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.wav"), "--target=-1/-16", "--json")
    #expect(result.exitCode == 0, "\(result.standardError)")
    let plan = try #require(try result.json["plan"] as? [String: Any])
    #expect((plan["gainDB"] as? Double).map { $0 < 40 } == true, "\(plan)")
    let warnings = try #require(try result.json["warnings"] as? [String])
    #expect(warnings.contains("ceiling_binds") && warnings.contains("heavily_limited"))
    let dry = try BuiltProgram.studio(
      "process", input, "-o", bench.output("f.wav"), "--target=-1/-16", "--dry-run", "--json")
    #expect((try dry.json["warnings"] as? [String])?.contains("ceiling_binds") == true)
  }

  @Test func `a target of the root mean square is told in its own unit`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 3, level: 0.1))
    let plan = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), "--target", "acx", "--dry-run", "--lang", "en")
    #expect(plan.standardOutput.contains("Level: to −20.0 dB RMS"), "\(plan.standardOutput)")
    #expect(!plan.standardOutput.contains("LUFS"), "\(plan.standardOutput)")
    let plot = bench.output("p.svg")
    let made = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.mp3"), "--target", "acx", "--plot", plot)
    #expect(made.exitCode == 0, "\(made.standardError)")
    let picture = try String(contentsOfFile: plot, encoding: .utf8)
    #expect(!picture.contains(#"class="band""#) && picture.contains(#"class="short""#))
  }

  @Test func `of many channels without a layout the first two are measured, never the sum`() throws
  {
    let bench = try Workbench()
    let stereo = try bench.input(
      "two.wav", Recordings.tone(seconds: 1, level: 0.1, channels: 2))
    let desk = try bench.input(
      "desk.wav", Recordings.tone(seconds: 1, level: 0.1, channels: 14))
    let rows = try BuiltProgram.studio("measure", stereo, desk, "--json").jsonArray
    #expect(rows[0]["integratedLUFS"] as? Double == rows[1]["integratedLUFS"] as? Double)
    #expect(rows[1]["warnings"] as? [String] == ["first_two_channels"])
    #expect(rows[1]["channels"] as? Int == 2)
    let one = try BuiltProgram.studio("measure", desk, "--channels", "9", "--json").jsonArray
    #expect(one[0]["channels"] as? Int == 1)
    let words = try BuiltProgram.studio("measure", desk, "--lang", "fr")
    #expect(words.standardError.contains("desk.wav"))
  }

  @Test func `a recording cut in half says so when it is measured, and how often it is clipped`()
    throws
  {
    let bench = try Workbench()
    let whole = Recordings.tone(seconds: 1, level: 1)
    let cut = try bench.input("cut.wav", whole.prefix(whole.count / 2))
    let row = try #require(try BuiltProgram.studio("measure", cut, "--json").jsonArray.first)
    let warnings = try #require(row["warnings"] as? [String])
    #expect(warnings.contains("truncated"))
    #expect(row["clippedSamples"] is Int && row["silences"] is [Any])
  }

  @Test func `a WAV says that it has no chapters, and chapters beyond the end are told`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1))
    let chapters = try bench.input("marks.txt", Data("00:00 A\n01:00:00 Far\n".utf8))
    let result = try BuiltProgram.studio(
      "process", input, "-o", bench.output("e.wav"), "--chapters", chapters, "--json")
    let warnings = try #require(try result.json["warnings"] as? [String])
    #expect(warnings.contains("extras_left_out") && warnings.contains("chapters_beyond_end"))
  }

  @Test func `what a target asks of a file and is not given is told`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1, channels: 2))
    for options in [
      ["--target", "mono-podcast", "--stereo"], ["--target", "acx", "--bit-rate", "64k"],
    ] {
      let result = try BuiltProgram.studio.start(
        ["process", input, "-o", bench.output("e.mp3"), "--json"] + options
      ).result()
      let warnings = try #require(try result.json["warnings"] as? [String])
      #expect(warnings.contains("form_overridden"), "\(options)")
    }
  }

  @Test func `a picture of a chapter lies beside the chapters file`() throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 2))
    let cover = PackageRoot.url.appending(path: "Samples/artwork/cover.jpg")
    _ = try bench.input("one.jpg", Data(contentsOf: cover))
    let marks = """
      {"version": "1.2.0", "chapters": [
        {"startTime": 0, "title": "A", "img": "one.jpg", "url": "https://example.be/a"},
        {"startTime": 1, "title": "B"}
      ]}
      """
    let chapters = try bench.input("marks.json", Data(marks.utf8))
    let output = bench.output("e.mp3")
    for options in [["--dry-run"], []] {
      let result = try BuiltProgram.studio.start(
        ["process", input, "-o", output, "--chapters", chapters, "--json"] + options
      ).result()
      #expect(result.exitCode == 0, "\(options) \(result.standardOutput)\(result.standardError)")
    }
    let bytes = try Data(contentsOf: URL(filePath: output))
    let picture = try Data(contentsOf: cover)
    #expect(bytes.range(of: picture) != nil, "the picture is in the file")
    #expect(bytes.range(of: Data("https://example.be/a".utf8)) != nil)
  }

  @Test(
    .enabled(if: PythonTool.isWanted, "run scripts/test: .venv is missing"),
    arguments: [1.2345, 0.5])
  func `an M4A's boxes promise exactly the recording's samples`(seconds: Double) throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: seconds))
    let output = bench.output("e.m4a")
    let rendered = try BuiltProgram.studio("process", input, "-o", output, "--json")
    #expect(rendered.exitCode == 0, "\(rendered.standardError)")
    let read = try PythonTool.run(["Tests/Interop/mp4_edit_list.py", output])
    #expect(read.exitCode == 0, "\(read.standardError)")
    let frames = Int(seconds * 48_000)
    #expect(try read.json["clock"] as? Int == 48_000)
    #expect(try read.json["length"] as? Double == Double(frames))
    let start = try #require(try read.json["start"] as? Int)
    let samples = try #require(try read.json["samples"] as? Int)
    #expect(start == 1024, "the encoder's delay")
    #expect(samples >= start + frames)
  }

  @Test(
    .enabled(if: Tool.path("ffmpeg") != nil || Tool.isRequired, "ffmpeg is not installed"),
    arguments: ["mp3", "opus", "flac"])
  func `ffmpeg decodes exactly the recording's samples`(format: String) throws {
    let bench = try Workbench()
    let input = try bench.input("take.wav", Recordings.tone(seconds: 1.2345))
    let output = bench.output("e.\(format)")
    #expect(try BuiltProgram.studio("process", input, "-o", output).exitCode == 0)
    let raw = bench.output("raw.s16")
    let decoded = try Tool.run(
      try #require(Tool.path("ffmpeg")), "-v", "error", "-i", output, "-f", "s16le", raw)
    #expect(decoded.status == 0, "\(decoded.text)")
    let size = try FileManager.default.attributesOfItem(atPath: raw)[.size] as? Int
    #expect(size == Int(1.2345 * 48_000) * 2)
  }
}
