import Localization
import StudioPublishing

/// An episode for people to read.
enum EpisodeText {
  /// One line: id, title, state, where to hear it.
  static func line(_ episode: EpisodeDocument, _ language: Language) -> String {
    let state = studioMessages.text("episode_\(episode.status.rawValue)", in: language)
    var parts = ["\(episode.id)", "« \(episode.title) »", state]
    if let seconds = episode.durationSeconds { parts.append(ClockText.text(seconds)) }
    if let length = episode.length { parts.append(ByteText.text(length, in: language)) }
    if let scheduled = episode.scheduled { parts.append(scheduled) }
    if let note = episode.note { parts.append(note) }
    if episode.status == .published { parts.append(episode.url) }
    return parts.joined(separator: " · ")
  }
}

/// Playing times for people: `1:02:03` or `2:03`.
enum ClockText {
  static func text(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }

  /// Always with hours: `00:12:41`, a place in a recording.
  static func long(_ seconds: Double) -> String {
    let whole = Int(seconds)
    return "\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
