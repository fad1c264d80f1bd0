/// Chapters in the form containers want: ordered, inside the programme, each ending at the next.
struct ChapterTable {
  /// One chapter of the table.
  struct Mark: Equatable {
    var startMilliseconds: Int64
    var endMilliseconds: Int64
    var title: String
  }

  let marks: [Mark]

  /// Orders `chapters`; those at or beyond the end, before the start or at the time of an earlier
  /// one are left out.
  init(_ chapters: [Chapter], durationSeconds: Double) {
    let end = Int64((durationSeconds * 1000).rounded())
    var starts: [(start: Int64, title: String)] = []
    for chapter in chapters.sorted(by: { $0.startSeconds < $1.startSeconds })
    where chapter.startSeconds >= 0 && chapter.startSeconds < durationSeconds {
      let start = Int64((chapter.startSeconds * 1000).rounded())
      if start < end, starts.last?.start != start { starts.append((start, chapter.title)) }
    }
    marks = starts.indices.map { index in
      let next = index + 1 < starts.count ? starts[index + 1].start : end
      return Mark(
        startMilliseconds: starts[index].start, endMilliseconds: next, title: starts[index].title)
    }
  }

  /// The chapters as Vorbis comments, one for the time and one for the name of each.
  ///
  /// Like `CHAPTER000=00:00:00.000` and `CHAPTER000NAME=…` (Xiph wiki, "Chapter Extension").
  /// libavformat writes none into FLAC, and in 5.1 rounds the seconds of a half up in Ogg.
  var comments: [(key: String, value: String)] {
    marks.enumerated().flatMap { index, mark in
      let key = "CHAPTER\(Self.padded(Int64(index), to: 3))"
      return [(key, Self.clock(mark.startMilliseconds)), (key + "NAME", mark.title)]
    }
  }

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
