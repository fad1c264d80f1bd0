public import Localization

/// The agenda as a page: complete HTML, readable without scripts, styled by a sheet beside it.
public struct AgendaPage: Sendable {
  private let agenda: Agenda
  private let language: Language
  private let languages: [Language]
  private let address: String
  private let stylesheet: String

  /// Prepares a page.
  ///
  /// - Parameters:
  ///   - agenda: the events.
  ///   - language: the page's language.
  ///   - languages: those the page exists in, the venue's own first.
  ///   - base: the venue's public address, without a final slash.
  ///   - stylesheet: the sheet's URL.
  public init(
    _ agenda: Agenda, in language: Language, languages: [Language], base: String,
    stylesheet: String
  ) {
    self.agenda = agenda
    self.language = language
    self.languages = languages
    address = base
    self.stylesheet = stylesheet
  }

  /// The path of the agenda in a language: other languages stand before it (DESIGN §3).
  public static func path(in language: Language, own: Language) -> String {
    language == own ? "/agenda/" : "/\(language.rawValue)/agenda/"
  }

  /// The document.
  public var html: String {
    let title = text("agenda.title", ["venue": agenda.venue.text(in: language)])
    let own = languages.first ?? language
    let alternates = languages.map {
      "<link rel=\"alternate\" hreflang=\"\($0.rawValue)\" "
        + "href=\"\(escaped(address + Self.path(in: $0, own: own)))\">\n"
    }
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      <link rel="canonical" href="\(escaped(address + Self.path(in: language, own: own)))">
      \(alternates.joined())<link rel="alternate" type="application/rss+xml" title="\(escaped(title))" \
      href="\(escaped(address))/agenda/feed.xml">
      <link rel="alternate" type="text/calendar" title="\(escaped(title))" \
      href="\(escaped(address))/agenda/agenda.ics">
      <link rel="stylesheet" href="\(escaped(stylesheet))">
      </head>
      <body>
      <main>
      <h1>\(escaped(title))</h1>
      \(list)
      </main>
      <footer><p>\(links)</p></footer>
      </body>
      </html>

      """
  }

  private var list: String {
    guard !agenda.events.isEmpty else { return "<p>\(escaped(text("agenda.none")))</p>" }
    let days = Dictionary(grouping: agenda.events, by: \.start.local.date)
    return days.keys.sorted().map { date in
      let events = (days[date] ?? []).map(item).joined(separator: "\n")
      return """
        <section>
        <h2><time datetime="\(date)">\(escaped(HumanTime.longDay(date, in: language)))</time></h2>
        \(events)
        </section>
        """
    }.joined(separator: "\n")
  }

  private func item(_ event: Agenda.Event) -> String {
    let details = event.publicity
    let name = escaped(details.title)
    let heading = details.url.map { "<a href=\"\(escaped($0))\">\(name)</a>" } ?? name
    let start = ClockLabel.text(event.start, in: agenda.zone)
    let end =
      event.end.local.date == event.start.local.date
      ? ClockLabel.text(event.end, in: agenda.zone)
      : HumanTime.day(event.end.local.date, in: language) + " "
        + ClockLabel.text(event.end, in: agenda.zone)
    var facts = event.places.map { $0.text(in: language) }
    if let audience = details.audience { facts.append(audience) }
    if let organiser = details.organiser {
      facts.append(text("agenda.organiser", ["name": organiser]))
    }
    if let seats = details.seats { facts.append(text("agenda.seats", ["count": String(seats)])) }
    let cancelled =
      event.isCancelled ? "<strong>\(escaped(text("agenda.cancelled")))</strong> " : ""
    let summary = details.summary.map { "\n<p>\(escaped($0))</p>" } ?? ""
    return """
      <article id="\(event.id)"\(event.isCancelled ? " class=\"cancelled\"" : "")>
      <p class="time"><time datetime="\(event.start.rfc3339)">\(start)</time> – \
      <time datetime="\(event.end.rfc3339)">\(escaped(end))</time></p>
      <h3>\(cancelled)\(heading)</h3>
      <p class="facts">\(facts.map(escaped).joined(separator: " · "))</p>\(summary)
      </article>
      """
  }

  private var links: String {
    [
      ("agenda.ics", "agenda.subscribe"), ("feed.xml", "agenda.rss"),
      ("agenda.json", "agenda.data"),
    ]
    .map { file, key in
      "<a href=\"\(escaped(address))/agenda/\(file)\">\(escaped(text(key)))</a>"
    }.joined(separator: " · ")
  }

  private func text(_ key: String, _ values: [String: String] = [:]) -> String {
    answerMessages.text(key, in: language, values)
  }

  private func escaped(_ text: String) -> String { MarkupText.escaped(text) }
}
