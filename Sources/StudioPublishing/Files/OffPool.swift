import Dispatch

/// Runs blocking file work off the cooperative pool.
///
/// - Parameter body: the work.
/// - Returns: what `body` returns.
/// - Throws: what `body` throws.
package func offPool<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Swift.Result { try body() }) }
  }
}
