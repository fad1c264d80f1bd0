import Foundation
import PodcastFeed
import StudioTestSupport
import Testing

@Suite struct TranscriptTests {
  static let transcript = Transcript(cues: [
    .init(
      startMilliseconds: 0, endMilliseconds: 1_500, speaker: "Léa", text: "Bonjour & bienvenue"),
    .init(
      startMilliseconds: 1_500, endMilliseconds: 3_600_042, speaker: "Tom & Ana",
      text: "a < b\net deux lignes 😀"),
    .init(startMilliseconds: 3_700_000, endMilliseconds: 3_700_500, text: "sans nom"),
  ])

  @Test(arguments: [TranscriptFormat.webVTT, .subRip, .json])
  func `timed formats survive a round trip with speakers`(format: TranscriptFormat) throws {
    let transcript = format == .subRip ? Self.withoutAmpersandName : Self.transcript
    let bytes = try transcript.write(format)
    #expect(try Transcript.read(bytes) == transcript)
    #expect(try Transcript.read([0xEF, 0xBB, 0xBF] + bytes) == transcript)
    let crlf = String(decoding: bytes, as: UTF8.self).replacing("\n", with: "\r\n")
    if format != .json { #expect(try Transcript.read(Array(crlf.utf8)) == transcript) }
  }

  /// SubRip has no speakers of its own; a name there is a few capitalised words.
  static var withoutAmpersandName: Transcript {
    var transcript = transcript
    transcript.cues[1].speaker = "Ana Maria"
    return transcript
  }

  @Test func `captions fit on a phone, and the time is shared out`() throws {
    let said = """
      Bonjour à toutes et à tous, et bienvenue dans ce nouvel épisode que nous enregistrons aujourd'hui \
      depuis la place du village avec un anticonstitutionnellementtrèslongmotquinesecoupepas.
      """
    let cue = Transcript.Cue(
      startMilliseconds: 1_000, endMilliseconds: 11_000, speaker: "Zoë & Anne", text: said)
    let transcript = Transcript(cues: [cue])
    func lines(_ format: TranscriptFormat) throws -> [String] {
      String(decoding: try transcript.write(format), as: UTF8.self).split(separator: "\n")
        .map(String.init)
    }
    let captions = try lines(.webVTT).filter { !$0.contains("-->") && $0 != "WEBVTT" }
    #expect(captions.allSatisfy { $0.replacing("<v Zoë &amp; Anne>", with: "").count <= 65 })
    #expect(captions.first?.hasPrefix("<v Zoë &amp; Anne>Bonjour") == true)
    let bytes = try transcript.write(.subRip)
    let cards = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n")
      .filter { !$0.isEmpty }
    #expect(cards.count > 2)
    for card in cards {
      let shown = card.split(separator: "\n").dropFirst(2)
      #expect((1...2).contains(shown.count))
      #expect(shown.allSatisfy { $0.count <= 32 || !$0.contains(" ") }, "\(card)")
    }
    let read = try Transcript.read(bytes)
    #expect(read.cues.first?.startMilliseconds == 1_000)
    #expect(read.cues.last?.endMilliseconds == 11_000)
    #expect(
      zip(read.cues, read.cues.dropFirst()).allSatisfy {
        $0.endMilliseconds == $1.startMilliseconds
      })
    #expect(read.cues.first?.speaker == "Zoë & Anne")
    #expect(
      read.cues.map(\.text).joined(separator: " ").split(whereSeparator: \.isWhitespace)
        == said.split(whereSeparator: \.isWhitespace), "nothing is lost")
  }

  @Test func `an arrow in the text begins no cue`() throws {
    let odd = Transcript(cues: [
      .init(startMilliseconds: 0, endMilliseconds: 9, text: "a --> b\n\n1\nfin")
    ])
    for format in [TranscriptFormat.webVTT, .subRip] {
      #expect(try Transcript.read(odd.write(format)).cues.count == 1)
    }
    #expect(try Transcript.read(odd.write(.webVTT)).cues[0].text == "a --> b\n1\nfin")
  }

  @Test func `WebVTT settings, notes and markup are understood`() throws {
    let text = """
      WEBVTT - titre

      NOTE un commentaire

      intro
      00:01.000 --> 00:02.500 align:start
      <v.fort Léa Dupont>Bonjour <i>tous</i> &amp; toutes</v>
      """
    let cue = try #require(try Transcript.read(Array(text.utf8)).cues.first)
    #expect(cue.startMilliseconds == 1_000 && cue.endMilliseconds == 2_500)
    #expect(cue.speaker == "Léa Dupont" && cue.text == "Bonjour tous & toutes")
  }

  @Test func `JSON without end times takes the next start`() throws {
    let json =
      #"{"version":"1.0.0","segments":[{"startTime":0,"body":"a"},{"startTime":2.5,"body":"b"}]}"#
    let cues = try Transcript.read(Array(json.utf8)).cues
    #expect(cues.map(\.endMilliseconds) == [2_500, 2_500])
  }

  @Test(arguments: ["", "texte libre", "WEBVTT\n\n00:02 --> 00:01\nx", "{}", "1\nxx --> yy\nz"])
  func `what is no transcript is one sentence with a line`(text: String) {
    let error = #expect(throws: FeedError.self) { try Transcript.read(Array(text.utf8)) }
    #expect(error?.kind == .transcriptUnreadable)
  }

  @Test func `a transcript in Latin-1 is refused, not published with holes`() {
    let bytes = Array("1\n00:00:00,000 --> 00:00:02,000\nInvit".utf8) + [0xE9, 0x0A]
    let error = #expect(throws: FeedError.self) { try Transcript.read(bytes) }
    #expect(error?.code == "transcript_unreadable")
  }

  @Test func `reading forms are escaped`() throws {
    var hostile = Self.transcript
    hostile.cues[0].text = "<script>x</script>"
    hostile.cues[0].speaker = "<b>Léa"
    let html = String(decoding: try hostile.write(.html), as: UTF8.self)
    #expect(html.hasPrefix("<cite>Léa:</cite>\n<time>00:00:00</time>\n<p>&lt;script&gt;"))
  }

  @Test(.needsPython)
  func `webvtt-py and srt read what we write`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "studio-transcript-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // only a temporary folder
    for (name, format) in [
      ("t.vtt", TranscriptFormat.webVTT), ("t.srt", .subRip), ("t.json", .json),
    ] {
      try Data(Self.transcript.write(format)).write(to: folder.appending(path: name))
    }
    try Data(OPMLWriter.write(title: "Tout", shows: [SampleShow.minimal, SampleShow.hostile]))
      .write(to: folder.appending(path: "shows.opml"))
    let result = try PythonTool.run(
      [
        "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider",
        "Tests/Interop/test_side_files.py",
      ],
      environment: ["STUDIO_SIDE_FOLDER": folder.path])
    #expect(result.exitCode == 0, "\(result.standardOutput)\(result.standardError)")
  }
}
