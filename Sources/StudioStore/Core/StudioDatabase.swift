import Dispatch
import Foundation
package import GRDB
public import StudioPublishing

/// The one SQLite file of an installation, opened safely.
///
/// Rollback journal, `synchronous = FULL`, foreign keys on: set and then asserted, because each
/// of them protects writes that were acknowledged (docs/decisions/0002). Every write transaction
/// holds the write lock, so any number of processes may open the same file.
public final class StudioDatabase: Sendable {
  /// The data folder this database belongs to.
  public let folder: DataFolder
  private let writer: DatabaseQueue
  private let reader: DatabaseQueue
  private let lock: FileLock
  private let lockQueue = DispatchQueue(label: "studio.store.write-lock")

  /// Opens the database of an initialised data folder and brings its schema up to date.
  ///
  /// - Parameter folder: a folder made by ``create(_:)``.
  /// - Throws: ``StoreError/notInitialised(path:)`` when there is no database,
  ///   ``StoreError/newerSchema(path:)``, ``StoreError/unsafeSetting(name:actual:)``,
  ///   ``StoreError/database(_:path:reason:)``.
  public convenience init(opening folder: DataFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.database.path) else {
      throw StoreError.notInitialised(path: folder.root.path)
    }
    do {
      try self.init(folder: folder)
    } catch {
      throw StoreError.explaining(error, path: folder.database.path)
    }
  }

  /// Creates the data folder and its empty database.
  ///
  /// - Parameter folder: where; missing folders are made.
  /// - Returns: the open database.
  /// - Throws: ``StoreError/alreadyInitialised(path:)`` when a database is there, `FileFailure` when
  ///   the folder cannot be made, ``StoreError/database(_:path:reason:)``.
  public static func create(_ folder: DataFolder) throws -> StudioDatabase {
    guard !FileManager.default.fileExists(atPath: folder.database.path) else {
      throw StoreError.alreadyInitialised(path: folder.root.path)
    }
    try folder.create()
    do {
      return try StudioDatabase(folder: folder)
    } catch {
      throw StoreError.explaining(error, path: folder.database.path)
    }
  }

  private init(folder: DataFolder) throws {
    self.folder = folder
    lock = FileLock(folder.writeLock)
    let path = folder.database.path
    writer = try DatabaseQueue(path: path, configuration: Self.configuration())
    try writer.writeWithoutTransaction(Self.assertDurableSettings)
    try Self.migrate(writer, folder: folder, lock: lock)
    var readOnly = Self.configuration()
    readOnly.readonly = true
    reader = try DatabaseQueue(path: path, configuration: readOnly)
  }

  /// Runs one write transaction under the write lock.
  ///
  /// - Parameter body: the whole transaction; it is rolled back when it throws.
  /// - Returns: what `body` returns.
  /// - Throws: `LockBusy` when the lock stays taken, else what `body` throws.
  package func write<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      lockQueue.async { [lock, writer, folder] in
        continuation.resume(
          with: Swift.Result {
            do {
              // GRDB opens write transactions with BEGIN IMMEDIATE.
              return try lock.whileHeld { try writer.write(body) }
            } catch {
              throw StoreError.explaining(error, path: folder.database.path)
            }
          })
      }
    }
  }

  /// Reads one consistent state.
  ///
  /// Keep it under 50 ms: a reader holds up every commit (DESIGN §3).
  ///
  /// - Parameter body: the queries.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  package func read<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    do {
      do {
        return try await reader.read(body)
      } catch is DatabaseError where hasJournal {
        // A writer was killed in the middle of its commit, and who may only read cannot take the half
        // of it back: an empty write does.
        try await write { _ in }
        return try await reader.read(body)
      }
    } catch {
      throw StoreError.explaining(error, path: folder.database.path)
    }
  }

  /// Whether a commit is under way, or was cut short.
  private var hasJournal: Bool {
    var status = stat()
    return unsafe stat(folder.database.path + "-journal", &status) == 0 && status.st_size > 0
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "studio"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      if !db.configuration.readonly {
        try db.execute(sql: "PRAGMA journal_mode = TRUNCATE")
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
    }
    return configuration
  }

  /// Refuses to run with a setting under which an acknowledged write could be lost.
  private static func assertDurableSettings(_ db: Database) throws {
    let required = [
      ("journal_mode", "truncate"), ("synchronous", "2"), ("foreign_keys", "1"),
      ("busy_timeout", "10000"),
    ]
    for (name, value) in required {
      let actual = try String.fetchOne(db, sql: "PRAGMA \(name)") ?? "nothing"
      guard actual.lowercased() == value else {
        throw StoreError.unsafeSetting(name: name, actual: actual)
      }
    }
  }

  private static func migrate(
    _ queue: DatabaseQueue, folder: DataFolder, lock: FileLock
  ) throws {
    let migrator = Schema.migrator
    guard try !queue.read(migrator.hasBeenSuperseded) else {
      throw StoreError.newerSchema(path: folder.root.path)
    }
    // The common case takes no lock: 50 commands starting at once need not queue to learn that
    // there is nothing to do.
    if try queue.read(migrator.hasCompletedMigrations) { return }
    try lock.whileHeld { try migrator.migrate(queue) }
  }
}
