/// How many bits each value of a waveform file has.
public enum WaveformBits: Int, Sendable, CaseIterable {
  case eight = 8
  case sixteen = 16
}

extension WaveformPeaks {
  /// The waveform as an audiowaveform data file, version 2.
  ///
  /// Little-endian: int32 version, uint32 flags (bit 0: 8-bit), int32 sample rate, int32 frames a
  /// point, uint32 points, int32 channels, then the values.
  ///
  /// - Parameters:
  ///   - bits: 8 keep the upper half of each value, which is enough for the eye.
  ///   - append: takes the file's bytes, portion by portion.
  /// - Throws: what `append` throws.
  /// - Complexity: O(points × channels) in time, O(1) in memory.
  /// - Source: bbc/audiowaveform, doc/DataFormat.md.
  public func writeData<Failure: Error>(
    bits: WaveformBits = .eight, _ append: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let fields = [2, bits == .eight ? 1 : 0, sampleRate, framesPerPoint, count, channelCount]
    try append(
      fields.flatMap { field in
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: field >> $0) }
      })
    for portion in portions {
      var bytes: [UInt8] = []
      for value in portion {
        switch bits {
        case .eight: bytes.append(UInt8(bitPattern: Int8(value / 256)))
        case .sixteen:
          bytes.append(UInt8(truncatingIfNeeded: value))
          bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        }
      }
      try append(bytes)
    }
  }

  /// The waveform as audiowaveform's JSON: one object with `version`, `channels`, `sample_rate`,
  /// `samples_per_pixel`, `bits`, `length` and `data`.
  ///
  /// - Parameters:
  ///   - bits: as in ``writeData(bits:_:)``.
  ///   - append: takes the text's bytes, portion by portion.
  /// - Throws: what `append` throws.
  /// - Complexity: O(points × channels) in time, O(1) in memory.
  /// - Source: bbc/audiowaveform, doc/DataFormat.md.
  public func writeJSON<Failure: Error>(
    bits: WaveformBits = .eight, _ append: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let head = """
      {"version":2,"channels":\(channelCount),"sample_rate":\(sampleRate),\
      "samples_per_pixel":\(framesPerPoint),"bits":\(bits.rawValue),"length":\(count),"data":[
      """
    try append(Array(head.utf8))
    var separator = ""
    for portion in portions {
      let numbers = portion.map { String(bits == .eight ? $0 / 256 : $0) }
      try append(Array((separator + numbers.joined(separator: ",")).utf8))
      separator = ","
    }
    try append(Array("]}".utf8))
  }

  /// The values, so many at a time that their text needs little memory.
  private var portions: [ArraySlice<Int16>] {
    stride(from: 0, to: values.count, by: 65_536).map { start in
      values[start..<min(start + 65_536, values.count)]
    }
  }
}
