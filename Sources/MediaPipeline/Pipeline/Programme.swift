/// The joined, mixed and resampled inputs as one stream of blocks; read once, from the start.
struct Programme: ~Copyable {
  private let set: InputSet
  private let stop: StopFlag
  private let sanitises: Bool
  /// Rate and channels of every block.
  let format: AudioFormat
  private var index = 0
  private var reader: MediaReader?
  private var resampler: Resampler?
  /// How much of the open input is read, 0…1.
  private var readerFraction = 0.0
  /// What reading brought to light so far; complete at the end.
  private(set) var log = ReadLog()

  /// Starts at the first input; `sampleRate` in hertz.
  init(_ set: InputSet, sampleRate: Int, stop: StopFlag, sanitises: Bool) {
    self.set = set
    self.stop = stop
    self.sanitises = sanitises
    format = AudioFormat(sampleRate: sampleRate, roles: set.format.roles)
  }

  /// Gives the next frames; `nil` at the end of the last input.
  mutating func next() throws(MediaError) -> AudioBlock? {
    while index < set.inputs.count {
      let name = set.inputs[index].name
      do {
        let block = try advance()
        if !block.isEmpty { return block }
      } catch {
        throw error.about(name)
      }
    }
    return nil
  }

  /// Bytes read of all inputs, 0…1.
  var fraction: Double { (Double(index) + readerFraction) / Double(max(1, set.inputs.count)) }

  private mutating func openIfNeeded() throws(MediaError) {
    guard reader == nil else { return }
    reader = try MediaReader(
      descriptor: set.inputs[index].descriptor, stop: stop, sanitises: sanitises)
    let rate = set.sources[index].format.sampleRate
    if rate != format.sampleRate {
      resampler = try Resampler(
        channelCount: format.channelCount, from: rate, to: format.sampleRate)
    }
  }

  /// The next frames of the current input, maybe none yet; moves on at its end.
  private mutating func advance() throws(MediaError) -> AudioBlock {
    try openIfNeeded()
    if let block = try reader?.next() {
      readerFraction = reader?.fraction ?? 1
      let mixed = spread(set.mixes[index].apply(block))
      return try resampler?.process(mixed) ?? mixed
    }
    if let finished = reader.take() { log.add(finished) }
    let rest = try resampler?.finish()
    resampler = nil
    readerFraction = 0
    index += 1
    return rest ?? AudioBlock(channelCount: format.channelCount)
  }

  /// A mono input among stereo ones sounds on both sides.
  private func spread(_ block: AudioBlock) -> AudioBlock {
    guard block.channelCount == 1, format.channelCount == 2 else { return block }
    var both = AudioBlock(channelCount: 2, frameCount: block.frameCount)
    block.withChannel(0) { source in
      for channel in 0..<2 {
        both.withMutableChannel(channel) { target in
          for frame in 0..<source.count { target[frame] = source[frame] }
        }
      }
    }
    return both
  }
}
