import Logging
import NIOCore
import Synchronization

/// `public/routes.json` as it is now, read again whenever the file has been replaced.
///
/// A file that cannot be read leaves the last good table in force: a mistake must not bring back
/// what was taken down.
final class RouteFile: Sendable {
  private struct State {
    var stamp: FileStamp?
    var table = RouteTable.empty
    var problem: String?
  }

  /// The name of the file in the public folder.
  static let name = "routes.json"

  private let folder: PublicFolder
  private let logger: Logger
  private let state = Mutex(State())

  /// Watches the file of a folder; reads nothing yet.
  ///
  /// - Parameters:
  ///   - folder: the public folder.
  ///   - logger: told once about each version that cannot be read.
  init(folder: PublicFolder, logger: Logger) {
    self.folder = folder
    self.logger = logger
  }

  /// The table in force.
  ///
  /// - Returns: the table of the file as it is now; empty without a file.
  /// - Throws: ``SystemError`` when the public folder cannot be read.
  /// - Complexity: one `stat`; reads the file after a change.
  func current() throws -> RouteTable {
    let stamp = try folder.stamp(of: Self.name)
    return try state.withLock { state in
      if stamp != state.stamp { try read(into: &state) }
      return state.table
    }
  }

  /// Where a request to a former host of the venue leads, by the table that was read last.
  ///
  /// - Complexity: no look at the disk: the next request that asks it brings the table up to date.
  func address(underFormerHost host: String, path: String) -> String? {
    state.withLock { $0.table.address(underFormerHost: host, path: path) }
  }

  /// What is wrong with the file as it is now, nil when nothing is.
  ///
  /// - Returns: a sentence for the administrator.
  /// - Throws: ``SystemError`` when the public folder cannot be read.
  func problem() throws -> String? {
    _ = try current()
    return state.withLock { $0.problem }
  }

  private func read(into state: inout State) throws {
    guard case .file(let file) = try folder.entry([Self.name]) else {
      state = State()
      return
    }
    // The stamp of what was opened, not of what `stat` saw: the file may have moved on since.
    state.stamp = file.stamp
    do {
      let bytes = try file.read(0..<file.stamp.size)
      state.table = try RouteTable(json: Array(bytes.readableBytesView))
      state.problem = nil
    } catch {
      state.problem = "routes.json cannot be used, the last good one stays in force: \(error)"
      logger.error("\(state.problem ?? "")")
    }
  }
}
