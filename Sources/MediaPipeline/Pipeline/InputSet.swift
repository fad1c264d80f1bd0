internal import MediaProtocol

/// The inputs of a programme, joined in order, and the channels and rate they agree on.
struct InputSet: Sendable {
  let inputs: [RenderInput]
  let mixes: [ChannelMix]
  let sources: [SourceDescription]
  /// The format of the joined programme: the first input's rate, the most channels after mixing.
  let format: AudioFormat
  /// The part of the joined programme that is wanted.
  let part: ProgrammePart
  /// Where each input begins in the joined programme, frames at the programme's rate, where every
  /// frame of every input lies where its place says; empty before the survey.
  private(set) var inputStarts: [Int] = []

  /// Opens every input once to see what it is.
  ///
  /// - Parameters:
  ///   - inputs: open files, in order.
  ///   - wanted: whether one channel is wanted, `true`, or two, `false`; `nil` keeps what there is.
  ///   - selection: channels, track and part that were asked for.
  ///   - stop: ends the work early.
  /// - Throws: ``MediaError`` about the input that cannot be used, with code `noSuchChannel` or
  ///   `noSuchTrack` when the selection is the reason.
  init(
    _ inputs: [RenderInput], isMono wanted: Bool? = nil,
    selection: InputSelection = InputSelection(),
    stop: StopFlag
  ) throws(MediaError) {
    var chosen: [RenderInput] = []
    var sources: [SourceDescription] = []
    var mixes: [ChannelMix] = []
    for var input in inputs {
      input.track = selection.track ?? input.track
      do {
        let reader = try MediaReader(
          descriptor: input.descriptor, track: input.track, stop: stop)
        sources.append(reader.source)
        mixes.append(
          try ChannelMix(
            source: reader.source, toMono: wanted == true, toStereo: wanted == false,
            channels: selection.channels ?? []))
      } catch {
        throw error.about(input.name)
      }
      chosen.append(input)
    }
    guard let first = sources.first else {
      throw MediaError(.emptyInput, detail: "no input")
    }
    let rate = first.format.sampleRate
    let isMono = mixes.allSatisfy { $0.output.channelCount == 1 }
    self.inputs = chosen
    self.sources = sources
    self.mixes = mixes
    format = isMono ? .mono(sampleRate: rate) : .stereo(sampleRate: rate)
    part = ProgrammePart(fromSeconds: selection.fromSeconds, toSeconds: selection.toSeconds)
  }

  /// The same with what the survey found: whoever reads again may leave out what is not wanted.
  func measured(_ survey: Survey) -> InputSet {
    var set = self
    if survey.isIntact { set.inputStarts = survey.inputStarts }
    return set
  }

  /// The mix that a plan explains: the first that changes anything.
  var tellingMix: ChannelMix { mixes.first { $0.matrix != nil } ?? mixes[0] }

  /// The names, for messages about all of them.
  var names: String { inputs.map(\.name).joined(separator: ", ") }

  /// Whether what is taken of the one file is measured as it is: nothing is mixed together.
  var isPlain: Bool {
    inputs.count == 1 && (mixes[0].matrix == nil || mixes[0].isSelection || !part.isWhole)
  }

  /// What the request has otherwise than its target wants.
  func formWarnings(_ request: ProcessRequest, _ target: LevelTarget) -> [MediaWarning] {
    let hasTwo = target.isMono && request.isMono == false
    let isLess = request.outputs.contains { output in
      guard let form = target.form else { return false }
      let hertz: Int? =
        if case .hertz(let hertz)? = output.sampleRate { hertz } else { nil }
      let keeps = output.sampleRate == .keep && format.sampleRate != form.sampleRate
      return output.quality != nil || output.isAverage == true || keeps
        || output.bitRate.map { $0 < form.leastBitRate } ?? false
        || hertz.map { $0 != form.sampleRate } ?? false
    }
    return hasTwo || isLess ? [.formOverridden] : []
  }

  var warnings: [MediaWarning] {
    var found: [MediaWarning] = []
    if mixes.contains(where: \.mixesDown) { found.append(.downmixed) }
    if mixes.contains(where: \.takesFirstTwo) { found.append(.firstTwoChannels) }
    if sources.contains(where: { $0.format.sampleRate != format.sampleRate }) {
      found.append(.joinedRates)
    }
    if Set(mixes.map(\.output.channelCount)).count > 1 { found.append(.joinedChannels) }
    return found
  }
}
