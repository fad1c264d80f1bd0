/// A peak map with the largest peak of every block of groups, so that quiet blocks are passed over
/// without looking at their groups.
struct PeakOutline: Sendable {
  /// Groups in a block: 85 ms at 48 kHz.
  static let groupsInBlock = 128

  /// The peaks.
  let peaks: PeakMap
  /// The sample rate they were measured at, hertz.
  let sampleRate: Int
  /// The largest peak of each block, of the last one too when it is not full.
  let largest: [Float]

  /// Looks through a map once.
  ///
  /// - Complexity: O(groups).
  init(_ peaks: PeakMap, sampleRate: Int) {
    var largest: [Float] = []
    largest.reserveCapacity(peaks.count / Self.groupsInBlock + 1)
    for start in stride(from: 0, to: peaks.count, by: Self.groupsInBlock) {
      var peak: Float = 0
      for group in start..<min(start + Self.groupsInBlock, peaks.count) {
        let value = peaks[group]
        if value > peak { peak = value }
      }
      largest.append(peak)
    }
    self.peaks = peaks
    self.sampleRate = sampleRate
    self.largest = largest
  }

  /// How long a group lasts.
  var groupSeconds: Double { Double(peaks.framesInGroup) / Double(sampleRate) }

  /// The largest peak of a block and its two neighbours; 0 beyond the ends.
  func largest(around block: Int) -> Float {
    var peak: Float = 0
    for index in max(0, block - 1)..<max(0, min(block + 2, largest.count))
    where largest[index] > peak {
      peak = largest[index]
    }
    return peak
  }
}
