import GRDB

/// What keeps SQLite from its file.
public enum DatabaseTrouble: String, Sendable {
  case full = "disk_full"
  case damaged = "database_damaged"
  case unreachable = "database_unreachable"
  /// Somebody keeps it longer than anybody waits.
  case busy
}

extension StoreError {
  /// Puts words to SQLite's result codes that are about the file and the disk.
  ///
  /// Constraint violations and misuse stay GRDB's own error: they are about the program.
  ///
  /// - Parameters:
  ///   - error: what a transaction threw.
  ///   - path: the database.
  /// - Returns: a ``StoreError/database(_:path:reason:)``, or the error itself.
  static func explaining(_ error: any Error, path: String) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    let trouble: DatabaseTrouble? =
      switch error.resultCode {
      case .SQLITE_FULL: .full
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
      case .SQLITE_BUSY: .busy
      case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_READONLY:
        .unreachable
      default: nil
      }
    return trouble.map {
      StoreError.database($0, path: path, reason: error.message ?? error.resultCode.description)
    } ?? error
  }
}
