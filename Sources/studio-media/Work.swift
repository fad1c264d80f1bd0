/// A request whose files are open, ready to be done once the process is confined.
protocol Work: Sendable {
  /// The folders that must stay reachable by name.
  var outputFolders: [String] { get }

  /// Does the work and writes its messages.
  ///
  /// - Parameter confinement: what holds the process back, for the report.
  func run(confinement: String)
}
