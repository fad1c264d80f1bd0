internal import FoundationEssentials
internal import MediaProtocol

/// The report as the JSON file that people keep.
enum ReportBytes {
  /// Indented, keys in order.
  static func encode(_ report: RenderReport) throws(MediaError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try Array(encoder.encode(report.withoutCourses)) + [0x0A]
    } catch {
      throw MediaError(.outputUnwritable, detail: "report: \(error)")
    }
  }
}
