internal import MediaProtocol

/// The waveform of a finished deliverable, as the file a player draws from.
///
/// Made of what the deliverable decodes to, without the padding players skip: drawn from the
/// recording instead it would drift from what is heard.
struct WaveformFile {
  /// The unfinished file.
  let file: OutputFile
  private let isJSON: Bool

  /// Points a second, about: what bbc/audiowaveform makes by default of 44.1 kHz.
  private static let framesPerPoint = 256

  /// Creates the unfinished file.
  ///
  /// - Parameter path: ends in `.dat` or `.json`.
  /// - Throws: ``MediaError`` with code `badOutput` or `outputUnwritable`.
  init(path: String) throws(MediaError) {
    let name = path.lowercased()
    guard name.hasSuffix(".dat") || name.hasSuffix(".json") else {
      throw MediaError(
        .badOutput, subject: path, detail: "a waveform's name ends in .dat or .json")
    }
    isJSON = name.hasSuffix(".json")
    file = try OutputFile(path: path)
  }

  /// Decodes a deliverable and writes its waveform.
  ///
  /// - Parameters:
  ///   - deliverable: open and complete.
  ///   - threads: how many may work.
  ///   - stop: ends the work early.
  /// - Returns: the file, to be committed with the others.
  /// - Throws: ``MediaError`` about the deliverable or the waveform.
  func write(
    of deliverable: Int32, threads: Int, stop: StopFlag
  ) throws(MediaError) -> OutputFile {
    var reader = try MediaReader(descriptor: deliverable, stop: stop)
    let meter = ChunkMeter(
      format: reader.format,
      options: ChunkMeter.Options(peaks: false, framesPerPoint: Self.framesPerPoint))
    let scan = MeterScan(meter, format: reader.format, threads: threads, stop: stop)
    let record = try scan.run { (block, room) throws(MediaError) in
      try reader.read(into: &block, upTo: room)
    }
    guard let waveform = record.waveform else {
      throw MediaError(.outputUnwritable, subject: file.path, detail: "nothing to draw")
    }
    try file.append(isJSON ? Array((waveform.json() + "\n").utf8) : waveform.dataFile())
    return file
  }
}
