public import Foundation

/// The built `studio serve` over a data folder, on a port of its own.
public final class Serving: Sendable {
  /// The port it listens on, on this machine only.
  public let port: Int
  private let program: RunningProgram

  /// Starts it and waits until it listens.
  ///
  /// - Parameters:
  ///   - data: the data folder.
  ///   - port: where to listen; 0 lets the system choose.
  public init(data: URL, port: Int = 0) throws {
    let pipe = Pipe()
    program = try BuiltProgram.studio.start(
      ["serve", "--port", "\(port)", "--log-requests", "--data", data.path, "--lang", "en"],
      outputTo: pipe)
    let line = try pipe.nextLine() ?? ""
    guard let match = line.firstMatch(of: /127\.0\.0\.1:(\d+)/), let port = Int(match.output.1)
    else {
      throw Unstarted(said: line)
    }
    self.port = port
  }

  /// Ends it and waits for its end.
  ///
  /// - Returns: what it logged: a line a request, with its path and the status of the answer.
  @discardableResult public func stop() -> String {
    program.send(SIGTERM)
    return (try? program.result())?.standardError ?? ""  // how it ended is for other tests
  }

  /// The server said something else than its address.
  struct Unstarted: Error {
    let said: String
  }
}
