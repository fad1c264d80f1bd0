internal import MediaProtocol

/// What a request may ask of a deliverable's form; everything left open is decided and explained.
public struct EncodingWish: Sendable, Hashable {
  /// How many bits a second.
  public enum BitRate: Sendable, Hashable {
    /// The format's usual rate, or the target's least.
    case usual
    /// The same throughout, bits a second.
    case constant(Int)
    /// An average, bits a second.
    case average(Int)
    /// By quality: the encoder's own scale, 0 best … 9 for MP3.
    case variable(quality: Double)
  }

  /// How many frames a second.
  public enum SampleRate: Sendable, Hashable {
    /// The source's where the format has it, else what the format has.
    case usual
    /// The source's, or a refusal.
    case keep
    /// This many hertz, or a refusal.
    case hertz(Int)
  }

  /// Bits a second.
  public var bitRate: BitRate
  /// Frames a second.
  public var sampleRate: SampleRate

  /// What a request asks of one output.
  init(_ output: OutputRequest) {
    switch (output.quality, output.bitRate, output.isAverage == true) {
    case (let quality?, _, _): bitRate = .variable(quality: quality)
    case (nil, let bits?, true): bitRate = .average(bits)
    case (nil, let bits?, false): bitRate = .constant(bits)
    case (nil, nil, _): bitRate = .usual
    }
    switch output.sampleRate {
    case .keep: sampleRate = .keep
    case .hertz(let hertz): sampleRate = .hertz(hertz)
    case nil: sampleRate = .usual
    }
  }

  /// Wishes for nothing in particular unless told.
  public init(bitRate: BitRate = .usual, sampleRate: SampleRate = .usual) {
    self.bitRate = bitRate
    self.sampleRate = sampleRate
  }
}
