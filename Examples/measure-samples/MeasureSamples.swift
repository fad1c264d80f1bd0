import MediaPipeline

/// Measures the loudness of one second of a saw-tooth.
@main struct MeasureSamples {
  static func main() throws {
    let tone = (0..<48_000).map { Float(0.1 * Double($0 % 48) / 48 - 0.05) }
    var meter = LoudnessMeter(format: .mono(sampleRate: 48_000))
    meter.add(AudioBlock(channels: [tone]))
    print(meter.reading().integratedLUFS ?? .nan, "LUFS")
  }
}
