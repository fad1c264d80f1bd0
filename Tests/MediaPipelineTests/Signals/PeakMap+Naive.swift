@testable import MediaPipeline

extension PeakMap {
  /// The peaks of a block, every maximum of every channel looked up by the fine kernel.
  init(naivelyOf block: AudioBlock, sampleRate: Int) {
    self.init(sampleRate: sampleRate)
    let finder = InterSamplePeaks()
    let margin = InterSamplePeaks.margin
    let size = InterSamplePeaks.framesInGroup
    let padded = (block.frameCount + size - 1) / size * size
    var largest = [Float](repeating: 0, count: padded)
    for plane in block.planes {
      let silence = [Float](repeating: 0, count: margin)
      let tail = [Float](repeating: 0, count: padded - plane.count + margin)
      let samples = silence + plane + tail
      var peaks: [InterSamplePeaks.Peak] = []
      for first in stride(from: 0, to: padded, by: size) {
        finder.find(samples.span, first: first + margin, above: 0, into: &peaks)
      }
      for frame in 0..<plane.count { largest[frame] = max(largest[frame], abs(plane[frame])) }
      for peak in peaks {
        largest[peak.frame - margin] = max(largest[peak.frame - margin], peak.value)
      }
    }
    append(
      contentsOf: stride(from: 0, to: block.frameCount, by: framesInGroup).map { start in
        largest[start..<min(padded, start + framesInGroup)].max() ?? 0
      })
  }

  /// A map of given peaks.
  init(_ peaks: [Float], sampleRate: Int) {
    self.init(sampleRate: sampleRate)
    append(contentsOf: peaks)
  }
}

extension AudioBlock {
  /// The block after gain and limiter, applied in pieces of the given sizes in turn.
  func limited(by curve: LimiterCurve, sampleRate: Int, in sizes: [Int] = [4096]) -> AudioBlock {
    var result = AudioBlock(channelCount: channelCount)
    var (start, turn) = (0, 0)
    while start < frameCount {
      let end = min(frameCount, start + sizes[turn % sizes.count])
      var piece = slice(start..<end)
      curve.apply(to: &piece, firstFrame: start, sampleRate: sampleRate)
      result.append(contentsOf: piece)
      (start, turn) = (end, turn + 1)
    }
    return result
  }

  /// The true peak as the meter reads it, dBTP.
  func truePeakDBTP(sampleRate: Int) -> Double {
    var meter = TruePeakMeter(
      format: channelCount == 1
        ? .mono(sampleRate: sampleRate) : .stereo(sampleRate: sampleRate))
    meter.add(self)
    return meter.reading().truePeakDBTP ?? -.infinity
  }
}
