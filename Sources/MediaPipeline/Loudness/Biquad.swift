/// The coefficients of a second-order digital filter, normalised to a0 = 1.
///
/// y[n] = b0·x[n] + b1·x[n−1] + b2·x[n−2] − a1·y[n−1] − a2·y[n−2].
struct Biquad {
  let b0: Double
  let b1: Double
  let b2: Double
  let a1: Double
  let a2: Double
}
