/// Playing times as feeds write them: whole seconds.
///
/// Source: Apple `itunes:duration`, PSP-1 (seconds recommended; a fraction is an error).
public enum ITunesDuration {
  /// Rounds a file's playing time to what `itunes:duration` says.
  ///
  /// - Parameter exactSeconds: 0 or more; what is not finite or negative counts as 0.
  /// - Returns: whole seconds, at least 1, since apps show 0 as "unknown".
  public static func seconds(exactSeconds: Double) -> Int {
    guard exactSeconds.isFinite, exactSeconds < 1e9 else { return 1 }
    return max(1, Int(exactSeconds.rounded()))
  }

  /// Reads whole seconds, or `M:SS` and `H:MM:SS` as older feeds have them.
  ///
  /// - Parameter text: the element's text.
  /// - Returns: seconds, or `nil` for anything else.
  public static func seconds(of text: String) -> Int? {
    let parts = text.trimmed.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var total = 0
    for (index, part) in parts.enumerated() {
      guard (1...9).contains(part.utf8.count), let number = Int(part), number >= 0,
        part.first != "+", index == 0 || number < 60
      else { return nil }
      total = total * 60 + number
    }
    return total
  }
}
