/// One thing that must work before requests are sent to this process.
public struct ReadinessCheck: Sendable {
  /// Names the thing in the answer of `/readyz`: `public_folder`.
  public let name: String
  /// Throws when the thing does not work; the error goes to the log.
  public let run: @Sendable () async throws -> Void

  /// Makes a check.
  ///
  /// - Parameters:
  ///   - name: a stable word, shown to anyone.
  ///   - run: throws when the thing does not work.
  public init(name: String, run: @escaping @Sendable () async throws -> Void) {
    self.name = name
    self.run = run
  }
}
