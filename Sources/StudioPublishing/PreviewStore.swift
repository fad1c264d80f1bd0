/// Which episodes can be heard before they are published, and under which secret addresses.
public protocol PreviewStore: Sendable {
  /// Opens a preview of an episode that has sound and is not public yet.
  ///
  /// - Parameters:
  ///   - id: the episode.
  ///   - token: its address, unless it has one already.
  ///   - now: the time.
  /// - Returns: the episode's preview, the one that stands when there is one.
  /// - Throws: the store's refusal (`not_processed`, `nothing_to_preview`).
  func openPreview(of id: PublicID, token: PreviewToken, at now: Int) async throws
    -> EpisodePreview
  /// Closes an episode's preview.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  func closePreview(of id: PublicID) async throws -> Bool
  /// The preview of an episode, if it has one.
  func preview(of id: PublicID) async throws -> EpisodePreview?
  /// Every preview, also those whose episode is public by now.
  func previews() async throws -> [EpisodePreview]
}
