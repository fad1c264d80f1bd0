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
  /// - Parameter bits: 8 keep the upper half of each value, which is enough for the eye.
  /// - Returns: the file's bytes.
  /// - Complexity: O(points × channels).
  /// - Source: bbc/audiowaveform, doc/DataFormat.md.
  public func dataFile(bits: WaveformBits = .eight) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24 + values.count * bits.rawValue / 8)
    func add(_ value: Int) {
      for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    for field in [2, bits == .eight ? 1 : 0, sampleRate, framesPerPoint, count, channelCount] {
      add(field)
    }
    for value in values {
      switch bits {
      case .eight: bytes.append(UInt8(bitPattern: Int8(value / 256)))
      case .sixteen:
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
      }
    }
    return bytes
  }

  /// The waveform as audiowaveform's JSON.
  ///
  /// - Parameter bits: as in ``dataFile(bits:)``.
  /// - Returns: one object with `version`, `channels`, `sample_rate`, `samples_per_pixel`, `bits`,
  ///   `length` and `data`.
  /// - Complexity: O(points × channels).
  /// - Source: bbc/audiowaveform, doc/DataFormat.md.
  public func json(bits: WaveformBits = .eight) -> String {
    let data = values.map { String(bits == .eight ? $0 / 256 : $0) }.joined(separator: ",")
    return """
      {"version":2,"channels":\(channelCount),"sample_rate":\(sampleRate),\
      "samples_per_pixel":\(framesPerPoint),"bits":\(bits.rawValue),"length":\(count),\
      "data":[\(data)]}
      """
  }
}
