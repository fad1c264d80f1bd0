import PodcastFeed

/// Show notes as people hand them in: typed text, or HTML from anywhere.
public enum NotesText {
  /// Turns what was handed in into notes of the feed's HTML subset.
  ///
  /// - Parameter text: plain text, whose empty lines part paragraphs, or any HTML.
  /// - Returns: sanitised notes; clean notes come back unchanged.
  public static func html(_ text: String) -> String {
    ShowNotes.isMarkup(text)
      ? ShowNotes.sanitised(text).html : ShowNotes.paragraphs(ofPlainText: text).html
  }
}
