/// What went wrong while a file was read, without ending the read.
public struct ReadFaults: Sendable, Hashable {
  /// Packets that could not be decoded and were skipped.
  public var damagedPackets: Int64 = 0
  /// Samples that were not finite or beyond ±8 and were replaced.
  public var repairedSamples: Int64 = 0
  /// FFmpeg's code of a read that failed and ended the stream early.
  public var readError: Int32?
}
