@testable import MediaPipeline

extension LevelSteps {
  /// The K-weighted energies of a block.
  init(loudnessOf block: AudioBlock, format: AudioFormat) {
    var meter = LoudnessMeter(format: format, options: .init(keepsSteps: true))
    meter.add(block)
    let energies = meter.record().stepEnergies
    self.init(
      measure: .loudness, sampleRate: format.sampleRate, frameCount: block.frameCount,
      energies: energies)
  }

  /// The plain energies of a block.
  init(squaresOf block: AudioBlock, sampleRate: Int) {
    let planes = block.planes
    let energies = Self.steps(of: block, sampleRate: sampleRate).map { frames in
      var sum = 0.0
      for plane in planes { for frame in frames { sum += Double(plane[frame] * plane[frame]) } }
      return Float(sum)
    }
    self.init(
      measure: .rms(channels: planes.count), sampleRate: sampleRate,
      frameCount: block.frameCount, energies: energies)
  }

  private static func steps(of block: AudioBlock, sampleRate: Int) -> [Range<Int>] {
    var steps: [Range<Int>] = []
    while (steps.last?.upperBound ?? 0) < block.frameCount {
      let start = boundary(steps.count, sampleRate)
      steps.append(start..<min(block.frameCount, boundary(steps.count + 1, sampleRate)))
    }
    return steps
  }
}
