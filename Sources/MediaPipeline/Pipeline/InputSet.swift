/// The inputs of a programme, joined in order, and the channels and rate they agree on.
struct InputSet: Sendable {
  let inputs: [RenderInput]
  let mixes: [ChannelMix]
  let sources: [SourceDescription]
  /// The format of the joined programme: the first input's rate, the most channels after mixing.
  let format: AudioFormat

  /// Opens every input once to see what it is.
  init(_ inputs: [RenderInput], toMono: Bool, stop: StopFlag) throws(MediaError) {
    var sources: [SourceDescription] = []
    for input in inputs {
      do {
        let reader = try MediaReader(descriptor: input.descriptor, stop: stop)
        sources.append(reader.source)
      } catch {
        throw error.about(input.name)
      }
    }
    guard let first = sources.first else {
      throw MediaError(.emptyInput, detail: "no input")
    }
    let mixes = sources.map { ChannelMix(source: $0, toMono: toMono) }
    let rate = first.format.sampleRate
    let isMono = mixes.allSatisfy { $0.output.channelCount == 1 }
    self.inputs = inputs
    self.sources = sources
    self.mixes = mixes
    format = isMono ? .mono(sampleRate: rate) : .stereo(sampleRate: rate)
  }

  /// The names, for messages about all of them.
  var names: String { inputs.map(\.name).joined(separator: ", ") }

  /// Whether the programme is exactly what the one file holds.
  var isPlain: Bool { inputs.count == 1 && mixes[0].matrix == nil }

  var warnings: [MediaWarning] {
    var found: [MediaWarning] = []
    for mix in mixes where mix.input.channelCount > 2 {
      let warning: MediaWarning = mix.takesFirstTwo ? .firstTwoChannels : .downmixed
      if !found.contains(warning) { found.append(warning) }
    }
    return found
  }
}
