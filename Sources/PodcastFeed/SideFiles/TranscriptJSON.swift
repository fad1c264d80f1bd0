internal import Foundation

/// The Podcast Namespace's JSON transcript, version 1.0.0.
enum TranscriptJSON {
  private struct Document: Codable {
    var version: String
    var segments: [Segment]
  }

  private struct Segment: Codable {
    var speaker: String?
    var startTime: Double
    /// Required by the format and by AntennaPod; other programs leave it out.
    var endTime: Double?
    var body: String
  }

  static func write(_ transcript: Transcript) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let segments = transcript.cues.map {
      Segment(
        speaker: $0.speaker, startTime: Double($0.startMilliseconds) / 1000,
        endTime: Double($0.endMilliseconds) / 1000, body: $0.text)
    }
    return Array(try encoder.encode(Document(version: "1.0.0", segments: segments))) + [0x0A]
  }

  static func read(_ text: String) throws(FeedError) -> Transcript {
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    } catch {
      throw FeedError(.transcriptUnreadable, ["format": "JSON", "line": "1"])
    }
    var cues: [Transcript.Cue] = []
    for (index, segment) in document.segments.enumerated() {
      let next = document.segments.dropFirst(index + 1).first?.startTime
      let end = segment.endTime ?? next ?? segment.startTime
      guard (0..<1e7).contains(segment.startTime), (0..<1e7).contains(end) else {
        throw FeedError(.transcriptUnreadable, ["format": "JSON", "line": String(index + 1)])
      }
      cues.append(
        .init(
          startMilliseconds: milliseconds(segment.startTime), endMilliseconds: milliseconds(end),
          speaker: segment.speaker, text: segment.body))
    }
    return Transcript(cues: cues)
  }

  private static func milliseconds(_ seconds: Double) -> Int64 {
    Int64((seconds * 1000).rounded())
  }
}
