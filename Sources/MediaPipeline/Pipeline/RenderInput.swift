/// An input that the caller has opened.
public struct RenderInput: Sendable, Hashable {
  /// The file as the person named it; only for reports and messages, never opened.
  public var name: String
  /// A readable regular file, borrowed; must stay open while it is used.
  public var descriptor: Int32

  /// Names an open file.
  ///
  /// - Parameters:
  ///   - name: the file as the person named it.
  ///   - descriptor: a readable regular file.
  public init(name: String, descriptor: Int32) {
    self.name = name
    self.descriptor = descriptor
  }
}
