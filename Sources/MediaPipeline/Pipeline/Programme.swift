/// The joined, mixed and resampled inputs as one stream of blocks, cut to the wanted part; read
/// once, from the start.
struct Programme: ~Copyable {
  private let set: InputSet
  private let stop: StopFlag
  private let sanitises: Bool
  /// Rate and channels of every block.
  let format: AudioFormat
  /// The wanted frames of the joined programme.
  private let wanted: Range<Int>
  private var index = 0
  /// Whether no seek has failed yet.
  private var allowsSeeking = true
  private var reader: MediaReader?
  private var resampler: Resampler?
  /// How much of the open input is read, 0…1.
  private var readerFraction = 0.0
  /// Frames of the joined programme so far, those that were not wanted included.
  private var joined = 0
  /// Read and not yet given, for ``next(frames:)``.
  private var held: AudioBlock
  /// Frames given so far: where the next block starts in the stream.
  private(set) var position = 0
  /// Where each input so far begins in the joined programme, frames, before any cut.
  private(set) var inputStarts: [Int] = []
  /// What reading brought to light so far; complete at the end.
  private(set) var log = ReadLog()

  /// Starts at the first input; `sampleRate` in hertz.
  init(_ set: InputSet, sampleRate: Int, stop: StopFlag, sanitises: Bool) {
    self.set = set
    self.stop = stop
    self.sanitises = sanitises
    format = AudioFormat(sampleRate: sampleRate, roles: set.format.roles)
    wanted = set.part.frames(sampleRate: sampleRate)
    held = AudioBlock(channelCount: set.format.channelCount)
  }

  /// Gives the next frames, as many as come easily; `nil` at the end of the wanted part.
  ///
  /// - Returns: at least one frame.
  /// - Throws: ``MediaError`` about the input that cannot be read, or with code `beyondEnd` when the
  ///   programme ends before the wanted part begins.
  mutating func next() throws(MediaError) -> AudioBlock? {
    guard let block = held.isEmpty ? try read() : held else { return nil }
    held = AudioBlock(channelCount: format.channelCount)
    position += block.frameCount
    return block
  }

  /// Gives exactly `frames` frames, fewer only in the last block; `nil` at the end.
  ///
  /// - Parameter frames: 1 or more.
  /// - Returns: the next frames.
  /// - Throws: as ``next()``.
  mutating func next(frames: Int) throws(MediaError) -> AudioBlock? {
    precondition(frames > 0, "a block has a frame")
    while held.frameCount < frames, let block = try read() { held.append(contentsOf: block) }
    guard !held.isEmpty else { return nil }
    let count = min(frames, held.frameCount)
    let block = held.slice(0..<count)
    held.dropFirst(count)
    position += count
    return block
  }

  /// Moves on to a later frame without decoding what lies before it, where the inputs allow that to
  /// the frame; else does nothing.
  ///
  /// - Parameter frame: counted like ``position``.
  /// - Throws: ``MediaError`` about the input.
  mutating func skip(to frame: Int) throws(MediaError) {
    let target = wanted.lowerBound + frame
    // The filter of a resampler remembers; a part that runs out tells nobody where it is.
    guard frame > position + held.frameCount, target < wanted.upperBound, resampler == nil,
      let place = set.inputStarts.lastIndex(where: { $0 <= target }),
      rate(of: place) == format.sampleRate
    else { return }
    do throws(MediaError) {
      if place != index || reader == nil {
        let input = set.inputs[place]
        reader = try MediaReader(
          descriptor: input.descriptor, track: input.track, stop: stop, sanitises: sanitises)
        index = place
        joined = set.inputStarts[place]
        // What was read and not given lies before.
        held = AudioBlock(channelCount: format.channelCount)
        position = max(0, joined - wanted.lowerBound)
      }
      guard allowsSeeking else { return }
      allowsSeeking = try seek(place, to: target)
      guard allowsSeeking else { return }
    } catch {
      throw error.about(set.inputs[place].name)
    }
    held = AudioBlock(channelCount: format.channelCount)
    joined = target
    position = frame
  }

  /// Seeks within the open input; one that promised it and failed is read from its start again.
  private mutating func seek(_ place: Int, to target: Int) throws(MediaError) -> Bool {
    do throws(MediaError) {
      return try reader?.seek(to: target - set.inputStarts[place]) == true
    } catch {
      guard error.code != .cancelled else { throw error }
      let input = set.inputs[place]
      reader = try MediaReader(
        descriptor: input.descriptor, track: input.track, stop: stop, sanitises: sanitises)
      held = AudioBlock(channelCount: format.channelCount)
      joined = set.inputStarts[place]
      position = max(0, joined - wanted.lowerBound)
      return false
    }
  }

  /// Bytes read of all inputs, 0…1.
  var fraction: Double { (Double(index) + readerFraction) / Double(max(1, set.inputs.count)) }

  /// The next wanted frames, faded where they are cut.
  private mutating func read() throws(MediaError) -> AudioBlock? {
    while index < set.inputs.count, joined < wanted.upperBound {
      let start = joined
      var block: AudioBlock
      do {
        block = try advance()
      } catch {
        throw error.about(set.inputs[index].name)
      }
      joined += block.frameCount
      let inside = (start..<joined).clamped(to: wanted)
      guard !inside.isEmpty else { continue }
      if inside.count < block.frameCount {
        block = block.slice(inside.lowerBound - start..<inside.upperBound - start)
      }
      set.part.fade(&block, at: inside.lowerBound, sampleRate: format.sampleRate)
      return block
    }
    try end()
    return nil
  }

  /// Closes what was not read to its end; a part that begins beyond the end is an error.
  private mutating func end() throws(MediaError) {
    if let unfinished = reader.take() { log.add(unfinished, toItsEnd: false) }
    guard joined > 0, set.part.fromSeconds != nil, joined <= wanted.lowerBound else { return }
    let seconds = (Double(joined) / Double(format.sampleRate) * 10).rounded() / 10
    throw MediaError(.beyondEnd, subject: set.names, detail: "\(seconds)")
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
    readerFraction = 0
    // A recorder splits in the middle of a word: the filter runs on into a part of the same rate.
    let isLast = index + 1 == set.inputs.count
    let rest =
      isLast || rate(of: index + 1) != rate(of: index) ? try resampler?.finish() : nil
    if rest != nil { resampler = nil }
    index += 1
    return rest ?? AudioBlock(channelCount: format.channelCount)
  }

  private mutating func openIfNeeded() throws(MediaError) {
    guard reader == nil else { return }
    let input = set.inputs[index]
    reader = try MediaReader(
      descriptor: input.descriptor, track: input.track, stop: stop, sanitises: sanitises)
    inputStarts.append(joined)
    if resampler == nil, rate(of: index) != format.sampleRate {
      resampler = try Resampler(
        channelCount: format.channelCount, from: rate(of: index), to: format.sampleRate)
    }
  }

  private func rate(of input: Int) -> Int { set.sources[input].format.sampleRate }

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
