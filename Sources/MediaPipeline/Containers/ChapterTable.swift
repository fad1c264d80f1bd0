/// Chapters in the form containers want: ordered, inside the programme, none reaching into the next.
struct ChapterTable {
  /// One chapter of the table.
  struct Mark: Equatable {
    var startMilliseconds: Int64
    var endMilliseconds: Int64
    var title: String
    var link: String?
    var image: CoverImage?
  }

  let marks: [Mark]

  /// Chapters that three digits can number.
  static let maxComments = 1_000

  /// Orders and cleans `chapters`.
  ///
  /// Those at or beyond the end, before the start or at the millisecond of an earlier one are left
  /// out. One that names no end, or one at or before its start or within the next, ends where the
  /// next starts; the last ends with the programme.
  init(_ chapters: [Chapter], durationSeconds: Double) {
    let end = Self.milliseconds(durationSeconds)
    var kept: [(start: Int64, chapter: Chapter)] = []
    for chapter in chapters.sorted(by: { $0.startSeconds < $1.startSeconds })
    where chapter.startSeconds >= 0 && chapter.startSeconds < durationSeconds {
      let start = Self.milliseconds(chapter.startSeconds)
      if start < end, kept.last?.start != start { kept.append((start, chapter)) }
    }
    marks = kept.indices.map { index in
      let (start, chapter) = kept[index]
      let limit = index + 1 < kept.count ? kept[index + 1].start : end
      let own = chapter.endSeconds.flatMap { $0 < durationSeconds ? Self.milliseconds($0) : nil }
      return Mark(
        startMilliseconds: start,
        endMilliseconds: own.map { $0 > start ? min($0, limit) : limit } ?? limit,
        title: chapter.title, link: chapter.link, image: chapter.image)
    }
  }

  /// Seconds to the millisecond; a programme is at most what 32 bits of ID3 can say, 49 days.
  private static func milliseconds(_ seconds: Double) -> Int64 {
    Int64((max(0, min(seconds, 4_294_967)) * 1000).rounded())
  }

  /// The chapters as Vorbis comments, one for the time and one for the name of each.
  ///
  /// Like `CHAPTER000=00:00:00.000`, `CHAPTER000NAME=…` and `CHAPTER000URL=…` (Xiph wiki, "Chapter
  /// Extension"). The number has three digits, so that the first 1000 chapters are kept.
  /// libavformat writes none into FLAC, and in 5.1 rounds the seconds of a half up in Ogg.
  var comments: [(key: String, value: String)] {
    marks.prefix(Self.maxComments).enumerated().flatMap { index, mark in
      let key = Self.commentKey(Int64(index))
      let link = mark.link.map { [(key: key + "URL", value: $0)] } ?? []
      return [(key, Self.clock(mark.startMilliseconds)), (key + "NAME", mark.title)] + link
    }
  }

  /// The Vorbis comment that says when a chapter starts.
  static func commentKey(_ number: Int64) -> String { "CHAPTER\(padded(number, to: 3))" }

  /// Milliseconds as HH:MM:SS.mmm.
  private static func clock(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    return "\(padded(seconds / 3600, to: 2)):\(padded(seconds / 60 % 60, to: 2)):"
      + "\(padded(seconds % 60, to: 2)).\(padded(milliseconds % 1000, to: 3))"
  }

  private static func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
