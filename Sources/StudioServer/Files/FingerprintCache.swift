import NIOPosix
import Synchronization

/// Remembers the fingerprint of each file state, so that a file is hashed once after each change,
/// however many ask at once.
final class FingerprintCache: Sendable {
  private enum Slot {
    case known(Fingerprint)
    case reading(Task<Fingerprint, any Error>)
  }

  /// States remembered before all are forgotten and read anew: one entry is about 200 bytes, and a
  /// site of 4,096 pages that all change is 4,096 short reads.
  static let capacity = 4096

  private let slots = Mutex<[FileStamp: Slot]>([:])
  private let reads = Atomic(0)

  /// How many files have been read; a test proves with it that one change is one read.
  var readCount: Int { reads.load(ordering: .relaxed) }

  /// The fingerprint of a file, read now or known since an earlier request.
  ///
  /// - Parameter file: the open file.
  /// - Returns: its fingerprint.
  /// - Throws: what reading the file throws; the failure is not remembered.
  func fingerprint(of file: OpenFile) async throws -> Fingerprint {
    let slot = slots.withLock { slots -> Slot in
      if let slot = slots[file.stamp] { return slot }
      if slots.count >= Self.capacity { slots.removeAll() }
      // Not a child of this request: others wait for it too, and this one may be cancelled.
      let slot = Slot.reading(Task { try await self.read(file) })
      slots[file.stamp] = slot
      return slot
    }
    switch slot {
    case .known(let fingerprint): return fingerprint
    case .reading(let task): return try await task.value
    }
  }

  private func read(_ file: OpenFile) async throws -> Fingerprint {
    reads.add(1, ordering: .relaxed)
    do {
      let fingerprint = try await NIOThreadPool.singleton.runIfActive {
        try Fingerprint(of: file)
      }
      slots.withLock { $0[file.stamp] = .known(fingerprint) }
      return fingerprint
    } catch {
      slots.withLock { $0[file.stamp] = nil }
      throw error
    }
  }
}
