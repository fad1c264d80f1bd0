public import Foundation

/// The built `studio serve` over a data folder, on a port of its own.
public final class Serving: Sendable {
  /// The port it listens on, on this machine only.
  public let port: Int
  private let program: RunningProgram

  /// Starts it and waits until it listens.
  ///
  /// - Parameter data: the data folder.
  public init(data: URL) throws {
    let pipe = Pipe()
    program = try BuiltProgram.studio.start(
      ["serve", "--port", "0", "--data", data.path, "--lang", "en"], outputTo: pipe)
    let line = try pipe.nextLine() ?? ""
    guard let match = line.firstMatch(of: /127\.0\.0\.1:(\d+)/), let port = Int(match.output.1)
    else {
      throw Unstarted(said: line)
    }
    self.port = port
  }

  /// Ends it and waits for its end.
  public func stop() {
    program.send(SIGTERM)
    _ = try? program.result()  // how it ended is for other tests
  }

  /// The server said something else than its address.
  struct Unstarted: Error {
    let said: String
  }
}
