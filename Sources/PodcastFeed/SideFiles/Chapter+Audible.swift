extension Sequence<Chapter> {
  /// Chapters as every file of an episode says them, so that JSON, feed and tags agree.
  ///
  /// In order of time; of several at one millisecond the first named stays; those before the start,
  /// at the end or beyond it go, as players would never reach them. An end that is not after its
  /// start goes too.
  ///
  /// - Parameter duration: the playing time in milliseconds.
  /// - Returns: the chapters that are heard.
  public func audible(withinMilliseconds duration: Int64) -> [Chapter] {
    // Swift's sort is not promised to be stable.
    let numbered = enumerated().sorted { first, second in
      let starts = (first.element.startMilliseconds, second.element.startMilliseconds)
      return starts.0 == starts.1 ? first.offset < second.offset : starts.0 < starts.1
    }
    var kept: [Chapter] = []
    for (_, chapter) in numbered
    where chapter.startMilliseconds >= 0 && chapter.startMilliseconds < duration
      && chapter.startMilliseconds != kept.last?.startMilliseconds
    {
      var heard = chapter
      if let end = chapter.endMilliseconds, end <= chapter.startMilliseconds || end > duration {
        heard.endMilliseconds = nil
      }
      kept.append(heard)
    }
    return kept
  }
}
