import Dispatch
import Foundation
package import GRDB

/// The one SQLite file of an installation, opened safely.
///
/// Rollback journal, `synchronous = FULL`, foreign keys on: set and then asserted, because each
/// of them protects writes that were acknowledged (docs/decisions/0002). Every write transaction
/// holds the ``WriteLock``, so any number of processes may open the same file.
public final class StudioDatabase: Sendable {
  /// The data folder this database belongs to.
  public let folder: DataFolder
  private let writer: DatabaseQueue
  private let reader: DatabaseQueue
  private let lock: WriteLock
  private let lockQueue = DispatchQueue(label: "studio.store.write-lock")

  /// Opens the database of an initialised data folder and brings its schema up to date.
  ///
  /// - Parameter folder: a folder made by ``create(_:)``.
  /// - Throws: ``StoreError/notInitialised(path:)`` when there is no database,
  ///   ``StoreError/newerSchema(path:)``, ``StoreError/unsafeSetting(name:actual:)``, or SQLite's
  ///   own error.
  public convenience init(opening folder: DataFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.database.path) else {
      throw StoreError.notInitialised(path: folder.root.path)
    }
    try self.init(folder: folder)
  }

  /// Creates the data folder and its empty database.
  ///
  /// - Parameter folder: where; missing folders are made.
  /// - Returns: the open database.
  /// - Throws: ``StoreError/alreadyInitialised(path:)`` when a database is there,
  ///   ``StoreError/unwritable(path:reason:)``, or SQLite's own error.
  public static func create(_ folder: DataFolder) throws -> StudioDatabase {
    guard !FileManager.default.fileExists(atPath: folder.database.path) else {
      throw StoreError.alreadyInitialised(path: folder.root.path)
    }
    do {
      try folder.create()
    } catch {
      throw StoreError.unwritable(path: folder.root.path, reason: error.localizedDescription)
    }
    return try StudioDatabase(folder: folder)
  }

  private init(folder: DataFolder) throws {
    self.folder = folder
    lock = WriteLock(path: folder.writeLock.path)
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
  /// - Throws: ``StoreError/busy`` when the lock stays taken, else what `body` throws.
  package func write<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      lockQueue.async { [lock, writer] in
        continuation.resume(
          with: Swift.Result {
            // GRDB opens write transactions with BEGIN IMMEDIATE.
            try lock.whileHeld { try writer.write(body) }
          })
      }
    }
  }

  /// Reads one consistent state. Keep it under 50 ms: a reader holds up every commit (DESIGN §3).
  ///
  /// - Parameter body: the queries.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  package func read<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws -> Result {
    try await reader.read(body)
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
    _ queue: DatabaseQueue, folder: DataFolder, lock: WriteLock
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
