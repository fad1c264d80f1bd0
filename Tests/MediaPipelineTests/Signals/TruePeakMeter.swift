@testable import MediaPipeline

/// What the meter reads of a stream's peaks.
struct PeakReading: Equatable {
  let truePeakDBTP: Double?
  let samplePeakDBFS: Double?
  let clippedSamples: Int
}

/// The meter, asked for its peaks alone.
struct TruePeakMeter {
  private var meter: LoudnessMeter

  init(format: AudioFormat) { meter = LoudnessMeter(format: format) }

  mutating func add(_ block: AudioBlock) { meter.add(block) }

  func reading() -> PeakReading {
    let reading = meter.reading()
    return PeakReading(
      truePeakDBTP: reading.truePeakDBTP, samplePeakDBFS: reading.samplePeakDBFS,
      clippedSamples: reading.clippedSamples)
  }
}
