/// An input that the caller has opened.
public struct RenderInput: Sendable, Hashable {
  /// The file as the person named it; only for reports and messages, never opened.
  public var name: String
  /// A readable regular file, borrowed; must stay open while it is used.
  public var descriptor: Int32
  /// Which of its audio tracks, counted from 1; `nil` takes the default or best one.
  public var track: Int?

  /// Names an open file.
  ///
  /// - Parameters:
  ///   - name: the file as the person named it.
  ///   - descriptor: a readable regular file.
  ///   - track: which of its audio tracks, counted from 1.
  public init(name: String, descriptor: Int32, track: Int? = nil) {
    self.name = name
    self.descriptor = descriptor
    self.track = track
  }
}
