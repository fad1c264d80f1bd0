internal import MediaProtocol

/// The waveform of a finished deliverable, as the file a player draws from.
///
/// Made of what the deliverable decodes to, without the padding players skip: drawn from the
/// recording instead it would drift from what is heard.
struct WaveformFile {
  /// The unfinished file.
  let file: OutputFile
  private let isJSON: Bool

  /// Frames a point for what is short: what bbc/audiowaveform makes by default of 44.1 kHz.
  private static let framesPerPoint = 256
  /// Points that are drawn at most, about two hours of those; longer programmes have fewer a second, so
  /// that neither memory nor the file grows without end.
  private static let maxPoints = 1_250_000

  /// Frames a point: twice as many as often as needed.
  ///
  /// - Parameter frames: length of the deliverable.
  /// - Returns: a power of two, at least 256.
  static func framesPerPoint(of frames: Int) -> Int {
    var perPoint = framesPerPoint
    while frames / perPoint > maxPoints { perPoint *= 2 }
    return perPoint
  }

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
  ///   - frames: its length.
  ///   - threads: how many may work.
  ///   - stop: ends the work early.
  /// - Returns: the file, to be committed with the others.
  /// - Throws: ``MediaError`` about the deliverable or the waveform.
  func write(
    of deliverable: Int32, frames: Int, threads: Int, stop: StopFlag
  ) throws(MediaError) -> OutputFile {
    var reader = try MediaReader(descriptor: deliverable, stop: stop)
    let meter = ChunkMeter(
      format: reader.format,
      options: ChunkMeter.Options(
        peaks: false, framesPerPoint: Self.framesPerPoint(of: frames)))
    let scan = MeterScan(meter, format: reader.format, threads: threads, stop: stop)
    let record = try scan.run { (block, room) throws(MediaError) in
      try reader.read(into: &block, upTo: room)
    }
    guard let waveform = record.waveform else {
      throw MediaError(.outputUnwritable, subject: file.path, detail: "nothing to draw")
    }
    if isJSON {
      try waveform.writeJSON(file.append)
      try file.append(Array("\n".utf8))
    } else {
      try waveform.writeData(file.append)
    }
    return file
  }
}
