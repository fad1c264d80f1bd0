public import Foundation
import MediaProtocol
import MediaWorker

/// Takes recordings in for episodes: what the worker cannot read as sound is refused at once, not
/// when somebody wants to publish it.
public struct AudioIntake: Sendable {
  private let archive: RecordingArchive
  private let worker: MediaWorker

  /// Stores into an archive.
  public init(_ archive: RecordingArchive) {
    self.archive = archive
    worker = MediaWorker()
  }

  /// Reads a file as sound, then stores it.
  ///
  /// - Parameter source: the person's file; it is only read.
  /// - Returns: the stored original.
  /// - Throws: the worker's failure, told about this file; ``ArchiveRefusal``, ``FileFailure``.
  public func add(_ source: URL) async throws -> Recording {
    let outcomes = try await worker.measure(MeasureRequest(files: [source.path]))
    for case .failure(let failure) in outcomes { throw failure.about(source.lastPathComponent) }
    return try archive.add(source)
  }
}
