public import Localization

/// The agenda as an RSS 2.0 feed, for readers and for the town's own site.
public struct AgendaFeed: Sendable {
  private let agenda: Agenda
  private let language: Language
  private let address: String

  /// Prepares a feed.
  ///
  /// - Parameters:
  ///   - agenda: the events.
  ///   - language: the feed's language.
  ///   - base: the venue's public address, without a final slash.
  public init(_ agenda: Agenda, in language: Language, base: String) {
    self.agenda = agenda
    self.language = language
    address = base
  }

  /// The document; equal for equal events.
  public var xml: String {
    let title = answerMessages.text(
      "agenda.title", in: language, ["venue": agenda.venue.text(in: language)])
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
      <title>\(escaped(title))</title>
      <link>\(escaped(address))/agenda/</link>
      <description>\(escaped(title))</description>
      <language>\(language.rawValue)</language>
      <atom:link href="\(escaped(address))/agenda/feed.xml" rel="self" type="application/rss+xml"/>
      \(agenda.events.map(item).joined(separator: "\n"))
      </channel>
      </rss>

      """
  }

  private func item(_ event: Agenda.Event) -> String {
    let details = event.publicity
    let when =
      HumanTime.longDay(event.start.local.date, in: language) + ", "
      + ClockLabel.text(event.start, in: agenda.zone) + " – "
      + ClockLabel.text(event.end, in: agenda.zone)
    let places = event.places.map { $0.text(in: language) }.joined(separator: ", ")
    let description = [when, places, details.audience, details.summary].compactMap(\.self)
      .filter { !$0.isEmpty }.joined(separator: "\n")
    let cancelled =
      event.isCancelled ? answerMessages.text("agenda.cancelled", in: language) + " " : ""
    let page = "\(address)/agenda/#\(event.id)"
    // A changed event is a new item to readers: the guid carries the sequence.
    return """
      <item>
      <title>\(escaped(cancelled + details.title))</title>
      <link>\(escaped(details.url ?? page))</link>
      <guid isPermaLink="false">\(escaped(page))-\(event.sequence)</guid>
      <pubDate>\(Self.date(event.publishedUTC))</pubDate>
      <description>\(escaped(description))</description>
      </item>
      """
  }

  private func escaped(_ text: String) -> String { MarkupText.escaped(text) }

  /// RFC 822 §5 with the four-digit year of RFC 1123 §5.2.14: `Tue, 01 Dec 2026 13:00:00 GMT`.
  static func date(_ utc: Int) -> String {
    let local = LocalDateTime(secondsSinceEpoch: utc)
    let (year, month, day) = local.date.parts
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let second = local.secondOfDay
    return "\(days[local.date.weekday.rawValue - 1]), \(padded(day, to: 2)) \(months[month - 1]) "
      + "\(padded(year, to: 4)) \(padded(second / 3600, to: 2)):"
      + "\(padded(second / 60 % 60, to: 2)):\(padded(second % 60, to: 2)) GMT"
  }
}
