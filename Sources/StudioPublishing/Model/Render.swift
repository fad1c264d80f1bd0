public import PodcastFeed

/// One run of the media pipeline over an original.
public struct Render: Sendable, Hashable {
  /// Its id, which names its folder under renders/.
  public let id: PublicID
  /// The original that was read.
  public let recordingSHA256: String
  /// The worker's report, word for word (JSON).
  public let report: String
  /// When it finished, in UTC seconds.
  public let finishedUTC: Int
  /// What it wrote, the published one first.
  public let deliverables: [Deliverable]
  /// The chapters that were written into the files.
  public let chapters: [Chapter]

  /// Describes a finished run.
  public init(
    id: PublicID, recordingSHA256: String, report: String, finishedUTC: Int,
    deliverables: [Deliverable], chapters: [Chapter] = []
  ) {
    self.id = id
    self.recordingSHA256 = recordingSHA256
    self.report = report
    self.finishedUTC = finishedUTC
    self.deliverables = deliverables
    self.chapters = chapters
  }
}

/// One output file of a render.
public struct Deliverable: Sendable, Hashable, Codable {
  /// SHA-256 of its bytes.
  public let sha256: String
  /// Its name in the render's folder.
  public let fileName: String
  /// Its media type, as the feed and the server name it.
  public let mediaType: String
  /// Its size.
  public let bytes: Int
  /// Bits a second, on average.
  public let bitRate: Int
  /// Its playing time.
  public let durationSeconds: Double

  /// Describes an output file.
  public init(
    sha256: String, fileName: String, mediaType: String, bytes: Int, bitRate: Int,
    durationSeconds: Double
  ) {
    self.sha256 = sha256
    self.fileName = fileName
    self.mediaType = mediaType
    self.bytes = bytes
    self.bitRate = bitRate
    self.durationSeconds = durationSeconds
  }

  /// The extension of its public name.
  public var fileExtension: String {
    fileName.split(separator: ".").last.map(String.init) ?? ""
  }
}
