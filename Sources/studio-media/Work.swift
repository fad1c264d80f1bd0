/// A request whose files are open, ready to be done once the process is confined.
protocol Work: Sendable {
  /// How much there is to do, for the limits.
  var load: WorkLoad { get }
  /// The folders that must stay reachable by name.
  var outputFolders: [String] { get }

  /// Does the work and writes its messages.
  ///
  /// - Parameter confinement: what holds the process back, for the report.
  func run(confinement: String)
}

/// What the limits of a worker follow from.
struct WorkLoad: Sendable, Hashable {
  /// Files that are open before the process is confined.
  var files: UInt64
  /// Their bytes.
  var bytes: UInt64
  /// Files that are to be written.
  var outputs: UInt64

  init(_ files: [OpenedFile], outputs: Int) {
    self.files = UInt64(files.count)
    bytes = files.reduce(0) { $0 + $1.bytes }
    self.outputs = UInt64(outputs)
  }
}
