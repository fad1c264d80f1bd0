public import Foundation
import MediaProtocol
import MediaWorker

/// Takes recordings in for sessions and episodes: what the worker cannot read as sound is refused at once, not
/// when somebody wants to publish it.
public struct AudioIntake: Sendable {
  private let archive: RecordingArchive
  private let worker: MediaWorker

  /// Stores into an archive.
  public init(_ archive: RecordingArchive) {
    self.archive = archive
    worker = MediaWorker()
  }

  /// Reads files as sound, every one of them, then stores them.
  ///
  /// - Parameter sources: the person's files; they are only read.
  /// - Returns: the stored originals, in the same order.
  /// - Throws: the worker's failure, told about the first file that is refused; ``ArchiveRefusal``,
  ///   ``FileFailure``.
  public func add(_ sources: [URL]) async throws -> [NamedRecording] {
    try await assertSound(sources)
    return try sources.map(store)
  }

  /// Reads one file as sound, then stores it.
  ///
  /// - Parameter source: the person's file; it is only read.
  /// - Returns: the stored original.
  /// - Throws: as for several.
  public func add(_ source: URL) async throws -> NamedRecording {
    try await assertSound([source])
    return try store(source)
  }

  private func assertSound(_ sources: [URL]) async throws {
    for source in sources { try archive.assertStorable(source) }
    let outcomes = try await worker.measure(MeasureRequest(files: sources.map(\.path)))
    for case (.failure(let failure), let source) in zip(outcomes, sources) {
      throw failure.about(source.lastPathComponent)
    }
  }

  private func store(_ source: URL) throws -> NamedRecording {
    NamedRecording(try archive.add(source), named: source.lastPathComponent)
  }
}
