public import MediaProtocol

extension LoudnessSummary {
  /// What a survey found, under the names of its inputs.
  init(file: String, survey: Survey) {
    self.init(file: file, reading: survey.input)
    damagedPackets = Int(survey.faults.damagedPackets)
    repairedSamples = Int(survey.faults.repairedSamples)
  }

  /// The figures of a reading under a file's name.
  ///
  /// - Parameters:
  ///   - file: the file as the person named it.
  ///   - reading: what the meter read.
  ///   - includesCourse: whether to add the loudness over time.
  public init(file: String, reading: LoudnessReading, includesCourse: Bool = false) {
    self.init(
      file: file, durationSeconds: reading.durationSeconds, sampleRate: reading.sampleRate,
      channels: reading.channels, integratedLUFS: reading.integratedLUFS,
      loudnessRangeLU: reading.loudnessRangeLU, truePeakDBTP: reading.truePeakDBTP,
      samplePeakDBFS: reading.samplePeakDBFS, maxMomentaryLUFS: reading.maxMomentaryLUFS,
      maxShortTermLUFS: reading.maxShortTermLUFS)
    clippedSamples = reading.clippedSamples
    silences = reading.silences.map(LoudnessCourse.Stretch.init)
    if includesCourse { course = LoudnessCourse(reading) }
  }
}
