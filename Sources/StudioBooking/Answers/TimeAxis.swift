/// Time across a page or a terminal: equal columns of real time, and the hours above them.
public struct TimeAxis: Hashable, Sendable {
  /// An hour written above the columns.
  public struct Label: Hashable, Sendable {
    /// The column it stands over.
    public let column: Int
    /// `14`, or `2A` and `2B` for the hour that comes twice.
    public let text: String
  }

  /// The time shown.
  public let window: UTCInterval
  /// The real minutes of one column.
  public let minutesPerColumn: Int
  /// The venue's zone.
  public let zone: VenueZone

  /// Steps that people can count with.
  static let steps = [5, 10, 15, 30, 60, 120, 180, 240, 360]

  /// Fits a time into some columns with the finest step that people can count with.
  ///
  /// - Parameters:
  ///   - window: the time to show.
  ///   - columns: how many columns there are at most.
  ///   - zone: the venue's zone.
  public init(_ window: UTCInterval, columns: Int, zone: VenueZone) {
    self.init(
      window,
      minutesPerColumn: Self.steps.first { window.durationSeconds <= $0 * 60 * columns }
        ?? (window.durationSeconds + 60 * max(columns, 1) - 1) / (60 * max(columns, 1)),
      zone: zone)
  }

  /// Cuts a time into columns of a known length.
  public init(_ window: UTCInterval, minutesPerColumn: Int, zone: VenueZone) {
    self.window = window
    self.minutesPerColumn = minutesPerColumn
    self.zone = zone
  }

  /// How many columns there are; on a day and night room in half hours 48, on the long night 50,
  /// on the short one 46.
  public var columns: Int {
    (window.durationSeconds + minutesPerColumn * 60 - 1) / (minutesPerColumn * 60)
  }

  /// The time of a column.
  public func interval(ofColumn column: Int) -> UTCInterval {
    let start = window.startUTC + column * minutesPerColumn * 60
    return UTCInterval(startUTC: start, endUTC: start + minutesPerColumn * 60)
  }

  /// The columns of a time; at least one, so that nothing is too short to be seen.
  ///
  /// - Returns: nil when the time lies outside the window.
  public func columns(of interval: UTCInterval) -> Range<Int>? {
    guard interval.overlaps(window) else { return nil }
    let seconds = minutesPerColumn * 60
    let first = (max(interval.startUTC, window.startUTC) - window.startUTC) / seconds
    let end = (min(interval.endUTC, window.endUTC) - window.startUTC) / seconds
    return first..<max(end, first + 1)
  }

  /// The hours to write above the columns: as many as fit without touching.
  ///
  /// Both hours of the long night are always written where columns are not longer than an hour: as
  /// `2A` and `2B`, or, in columns of an hour, as `A` and `B` alone.
  public var labels: [Label] {
    let perHour = 60 / min(minutesPerColumn, 60)
    let step = [1, 2, 3, 4, 6, 12].first { $0 * perHour >= 3 } ?? 24
    var found: [Label] = []
    var foundRepeated = false
    for column in 0..<columns where minutesPerColumn <= 60 {
      let instant = zone.zoned(interval(ofColumn: column).startUTC)
      let second = instant.local.secondOfDay
      let isRepeated = instant.isRepeated
      guard second % 3600 == 0, second / 3600 % step == 0 || isRepeated else { continue }
      let hour = ClockLabel.hour(instant, in: zone)
      let label = Label(
        column: column, text: isRepeated && perHour == 1 ? String(hour.suffix(1)) : hour)
      if let last = found.last {
        let gap = isRepeated && foundRepeated ? 0 : 1
        if column < last.column + last.text.count + gap {
          // The repeated hour pushes its neighbour out; it is the one nobody may misread.
          guard isRepeated, !foundRepeated else { continue }
          found.removeLast()
        }
      }
      foundRepeated = foundRepeated || isRepeated
      found.append(label)
    }
    return found
  }

  /// Whether the clock changes inside the window, and from which offset to which.
  public var clockChange: (before: ZonedInstant, after: ZonedInstant)? {
    let before = zone.offsetSeconds(atUTC: window.startUTC)
    guard zone.offsetSeconds(atUTC: window.endUTC) != before else { return nil }
    var (low, high) = (window.startUTC, window.endUTC)
    while high - low > 1 {
      let middle = (low + high) / 2
      if zone.offsetSeconds(atUTC: middle) == before { low = middle } else { high = middle }
    }
    return (ZonedInstant(utc: high, offsetSeconds: before), zone.zoned(high))
  }
}
