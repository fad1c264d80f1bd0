/// The gain over one group: the quadratic B-spline of the knots of a group and its two neighbours.
///
/// Its slope has no corners, and it is a mean of its three knots with weights that are never
/// negative: nowhere above the largest of them.
struct GainParabola {
  /// The gain at the group's start.
  let start: Float
  private let slope: Float
  private let bend: Float

  /// Whether the gain is 1 throughout.
  let isOne: Bool

  /// Joins three knots.
  init(_ before: Float, _ here: Float, _ after: Float) {
    isOne = before == 1 && here == 1 && after == 1
    start = 0.5 * (before + here)
    slope = here - before
    bend = 0.5 * (before - here) + 0.5 * (after - here)
  }

  private init(start: Float, slope: Float, bend: Float) {
    isOne = false
    self.start = start
    self.slope = slope
    self.bend = bend
  }

  /// The gain at a position, 0 at the group's start and 1 at its end.
  subscript(position: Float) -> Float { start + position * (slope + position * bend) }

  /// The same times a factor.
  func scaled(by factor: Float) -> GainParabola {
    GainParabola(start: factor * start, slope: factor * slope, bend: factor * bend)
  }

  /// The mean of the squared gain over the group: the integral of the squared parabola.
  var meanSquare: Float {
    start * (start + slope) + (slope * slope + 2 * start * bend) / 3 + slope * bend / 2
      + bend * bend / 5
  }
}
