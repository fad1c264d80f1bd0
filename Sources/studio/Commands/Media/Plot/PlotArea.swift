/// The plane of a loudness plot: where a time and a loudness lie in the picture.
struct PlotArea {
  /// The picture, in SVG units.
  static let width = 1_212.0
  static let height = 460.0
  /// Room for the texts around the plane.
  static let left = 64.0
  static let right = 1_176.0
  static let top = 92.0
  static let bottom = 404.0

  /// What the plane's width stands for, seconds, more than 0.
  let durationSeconds: Double
  /// What its height stands for, LUFS.
  let range: ClosedRange<Double>

  /// Steps between labels that people count in, seconds.
  private static let timeSteps = [
    0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 18_000.0,
  ]
  /// Labels that fit side by side.
  private static let mostLabels = 12.0

  /// Lays out a plane that shows `targetLUFS` and the loudest moment.
  init(durationSeconds: Double, targetLUFS: Double, loudestLUFS: Double) {
    self.durationSeconds = max(durationSeconds, 0.1)
    let highest = max(loudestLUFS, targetLUFS + 8)
    let upper = min(6, (highest / 6).rounded(.up) * 6)
    let lower = ((targetLUFS - 26) / 6).rounded(.down) * 6
    range = lower...max(upper, lower + 30)
  }

  /// Where a time lies.
  func x(_ seconds: Double) -> Double {
    Self.left + (Self.right - Self.left) * min(1, max(0, seconds / durationSeconds))
  }

  /// Where a loudness lies; what is quieter than the plane shows lies on its lower edge.
  func y(_ loudness: Double) -> Double {
    let inside = min(range.upperBound, max(range.lowerBound, loudness))
    let share = (range.upperBound - inside) / (range.upperBound - range.lowerBound)
    return Self.top + (Self.bottom - Self.top) * share
  }

  /// Times to label, seconds.
  var timeLabels: [Double] {
    let least = durationSeconds / Self.mostLabels
    let step = Self.timeSteps.first { $0 >= least } ?? (least / 3_600).rounded(.up) * 3_600
    return Array(stride(from: 0, through: durationSeconds, by: step))
  }

  /// Loudnesses to label, each 6 LU.
  var loudnessLabels: [Double] {
    Array(stride(from: range.lowerBound, through: range.upperBound, by: 6))
  }
}
