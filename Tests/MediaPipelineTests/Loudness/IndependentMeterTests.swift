import Foundation
import StudioTestSupport
import Testing

@testable import MediaPipeline

/// Our figures beside those of libebur128 and FFmpeg on real speech and music.
@Suite struct IndependentMeterTests {
  static let recordings = [
    "music-lets-go-fishin.ogg", "speech-5703.ogg", "speech-austen-barnett.ogg",
  ]
  static let isPossible =
    PackageRoot.recordings != nil && Tools.ffmpeg != nil && Tools.cc != nil
    && FileManager.default.fileExists(atPath: "/usr/include/ebur128.h")

  /// Reads interleaved 32-bit float stereo and prints what libebur128 makes of it, in its exact
  /// (list) mode, momentary and short-term at every 100 ms.
  static let program = """
    #include <ebur128.h>
    #include <math.h>
    #include <stdio.h>
    #include <stdlib.h>
    int main(int argc, char **argv) {
      size_t rate = (size_t)atoi(argv[2]), tenth = rate / 10, got;
      FILE *file = fopen(argv[1], "rb");
      float *samples = malloc(tenth * 2 * sizeof *samples);
      ebur128_state *meter = ebur128_init(2, rate, EBUR128_MODE_I | EBUR128_MODE_LRA |
          EBUR128_MODE_S | EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_SAMPLE_PEAK);
      double m, s, most_m = -99, most_s = -99, i, lra, tp = 0, sp = 0, peak;
      for (long count = 1; (got = fread(samples, 8, tenth, file)) == tenth; count++) {
        ebur128_add_frames_float(meter, samples, got);
        ebur128_loudness_momentary(meter, &m);
        ebur128_loudness_shortterm(meter, &s);
        if (count >= 4 && m > most_m) most_m = m;
        if (count >= 30 && s > most_s) most_s = s;
      }
      ebur128_add_frames_float(meter, samples, got);
      ebur128_loudness_global(meter, &i);
      ebur128_loudness_range(meter, &lra);
      for (unsigned c = 0; c < 2; c++) {
        ebur128_true_peak(meter, c, &peak); if (peak > tp) tp = peak;
        ebur128_sample_peak(meter, c, &peak); if (peak > sp) sp = peak;
      }
      printf("%.5f %.5f %.5f %.5f %.5f %.5f\\n", i, lra, most_m, most_s, 20 * log10(tp),
             20 * log10(sp));
      return argc != 3;
    }
    """

  @Test(
    .enabled(
      if: isPossible || (Tools.required && PackageRoot.recordings != nil),
      "../shared/recordings, ffmpeg, cc or libebur128-dev is absent"),
    arguments: recordings)
  func `every figure agrees with libebur128 and ffmpeg within what theirs are good for`(
    name: String
  ) throws {
    let folder = try TemporaryFolder()
    let recording = try #require(PackageRoot.recordings).appending(path: name)
    let (wav, raw) = (folder.file("in.wav"), folder.file("in.f32"))
    let ffmpeg = try #require(Tools.ffmpeg)
    _ = try Tools.run(
      ffmpeg,
      ["-v", "error", "-i", recording.path, "-ac", "2", "-ar", "48000", "-c:a", "pcm_f32le"]
        + [wav.path, "-ac", "2", "-ar", "48000", "-f", "f32le", raw.path])
    let (source, meter) = (folder.file("meter.c"), folder.file("meter"))
    try Self.program.write(to: source, atomically: true, encoding: .utf8)
    let complaints = try Tools.run(
      try #require(Tools.cc), [source.path, "-o", meter.path, "-lebur128", "-lm"])
    #expect(complaints.isEmpty)
    let file = try OpenFile(reading: wav)
    defer { withExtendedLifetime(file) {} }
    let ours = try Measurement(
      of: RenderInput(name: name, descriptor: file.descriptor), stop: StopFlag()
    ).reading
    let words = try Tools.run(meter.path, [raw.path, "\(ours.sampleRate)"]).split(separator: " ")
    let theirs = try words.map { word in
      try #require(Double(word.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    func difference(_ value: Double?, _ index: Int) throws -> Double {
      try #require(value) - theirs[index]
    }
    // At 48 kHz; at others its high-pass keeps the numerator 1, −2, 1 of that rate.
    #expect(abs(try difference(ours.integratedLUFS, 0)) <= 0.01)
    // It takes short-term values for the range once a second, we ten times.
    #expect(abs(try difference(ours.loudnessRangeLU, 1)) <= 0.5)
    // Maxima at every 10 ms are at least those at every 100 ms.
    for (value, index) in [(ours.maxMomentaryLUFS, 2), (ours.maxShortTermLUFS, 3)] {
      #expect(-0.01...1 ~= (try difference(value, index)))
    }
    // Four points a frame read up to 0.55 dB low (BS.1770-5 Annex 2, attachment 1).
    #expect(-0.1...0.6 ~= (try difference(ours.truePeakDBTP, 4)))
    #expect(abs(try difference(ours.samplePeakDBFS, 5)) <= 0.001)

    let figures = try EBUR128.measure(wav)
    // Printed to a tenth.
    #expect(abs(try #require(ours.integratedLUFS) - figures.integratedLUFS) <= 0.06)
    #expect(-0.15...0.6 ~= (try #require(ours.truePeakDBTP) - figures.truePeakDBTP))
  }
}
