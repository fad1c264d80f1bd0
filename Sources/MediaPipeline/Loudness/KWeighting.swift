/// The two filters of the K-weighting at one sample rate.
///
/// The standard gives coefficients at 48 kHz only and asks other rates for the same frequency
/// response. Both filters are therefore taken back to their analogue prototype and made anew, the
/// high-pass with its gain of 1.005 above the corner, which is part of the response at 48 kHz.
/// (Meters that keep the numerator 1, −2, 1 at every rate read 0.02 LU lower at 96 kHz.)
struct KWeighting {
  /// The first stage: a shelf of +4 dB above about 1.7 kHz, the acoustic effect of the head.
  let shelf: Biquad
  /// The second stage: the revised low-frequency B curve, a high-pass at 38 Hz.
  let highPass: Biquad

  /// Computes the filters.
  ///
  /// - Parameter sampleRate: frames per second, at least 8000.
  init(sampleRate: Int) {
    let rate = Double(sampleRate)
    shelf = AnalogueBiquad(undoing: Self.shelfAt48k, sampleRate: 48_000).digital(sampleRate: rate)
    highPass = AnalogueBiquad(undoing: Self.highPassAt48k, sampleRate: 48_000)
      .digital(sampleRate: rate)
  }

  /// ITU-R BS.1770-5 Annex 1, table 1.
  static let shelfAt48k = Biquad(
    b0: 1.53512485958697, b1: -2.69169618940638, b2: 1.19839281085285,
    a1: -1.69065929318241, a2: 0.73248077421585)

  /// ITU-R BS.1770-5 Annex 1, table 2.
  static let highPassAt48k = Biquad(
    b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621)
}
