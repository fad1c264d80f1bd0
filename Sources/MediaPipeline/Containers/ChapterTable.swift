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
}
