import Localization
import MediaProtocol

/// Loudness over time as an SVG picture, with the target's band, silences and limiter events.
///
/// Readable on a dark screen, on paper and by ear: the figures are in its title and description.
struct LoudnessPlot {
  /// The recording as it was, with its course.
  let summary: LoudnessSummary
  /// The middle of the band; nil where the target is no loudness.
  let targetLUFS: Double?
  /// The finished file, where there is one.
  var result: DeliverableReport?
  /// When peaks were held back.
  var events: [LimiterEvent] = []
  let language: Language

  /// The band around the target: Apple Podcasts' ±1 LU (podcasters.apple.com/support/893).
  private static let bandLU = 1.0
  /// The middle of a picture without a target: what most podcasts have.
  private static let usualLUFS = -16.0

  /// The picture; nil where the summary has no course.
  func svg() -> String? {
    guard let before = summary.course else { return nil }
    let shown = result?.course ?? before
    let loudest = (shown.momentaryLUFS + before.shortTermLUFS).compactMap(\.self).max()
    let area = PlotArea(
      durationSeconds: summary.durationSeconds, targetLUFS: targetLUFS ?? Self.usualLUFS,
      loudestLUFS: loudest ?? targetLUFS ?? Self.usualLUFS)
    let parts = [
      head, silences(shown, area), band(area), axes(area), curves(before, shown, area),
      middle(area), ticks(area), peaks(shown, area), legend(shown),
    ]
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }

  private func say(_ key: String, _ values: [String: String] = [:]) -> String {
    XMLText.escaped(soundMessages.text("plot_\(key)", in: language, values))
  }

  private var figures: [String] {
    let measured = say(
      "figures",
      [
        "loudness": Decimal.text(summary.integratedLUFS, in: language),
        "range": Decimal.text(summary.loudnessRangeLU, in: language),
        "peak": Decimal.text(summary.truePeakDBTP, in: language),
        "time": ClockText.text(summary.durationSeconds),
      ])
    guard let verified = result?.verified else { return [measured] }
    return [
      measured,
      say(
        "result",
        [
          "loudness": Decimal.text(verified.integratedLUFS, in: language),
          "peak": Decimal.text(verified.truePeakDBTP, in: language),
        ]),
    ]
  }

  private var head: String {
    let name = summary.file.split(separator: "/").last.map(String.init) ?? summary.file
    let title = say("title", ["file": name])
    let (width, height) = (PlotLine.text(PlotArea.width), PlotLine.text(PlotArea.height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-labelledby="title desc" lang="\(language.rawValue)">
      <title id="title">\(title)</title>
      <desc id="desc">\(figures.joined(separator: " · "))</desc>
      <style>\(PlotStyle.css)</style>
      <rect class="paper" width="100%" height="100%"/>
      <text class="name" x="64" y="36">\(title)</text>
      <text class="figures" x="64" y="60">\(figures.joined(separator: " → "))</text>
      """
  }

  private func rectangle(
    _ name: String, _ left: Double, _ right: Double, _ top: Double,
    _ bottom: Double
  ) -> String {
    let numbers = [left, top, max(0.5, right - left), bottom - top].map(PlotLine.text)
    return """
      <rect class="\(name)" x="\(numbers[0])" y="\(numbers[1])" width="\(numbers[2])" \
      height="\(numbers[3])"/>
      """
  }

  private func silences(_ course: LoudnessCourse, _ area: PlotArea) -> String {
    course.silences.map {
      rectangle(
        "silence", area.x($0.startSeconds), area.x($0.endSeconds), PlotArea.top, PlotArea.bottom)
    }.joined(separator: "\n")
  }

  private func band(_ area: PlotArea) -> String {
    guard let targetLUFS else { return "" }
    return rectangle(
      "band", PlotArea.left, PlotArea.right, area.y(targetLUFS + Self.bandLU),
      area.y(targetLUFS - Self.bandLU))
  }

  /// Above the curves, which would hide it.
  private func middle(_ area: PlotArea) -> String {
    guard let targetLUFS else { return "" }
    return #"<path class="target" d="M64 \#(PlotLine.text(area.y(targetLUFS)))H1176"/>"#
  }

  private func axes(_ area: PlotArea) -> String {
    let levels = area.loudnessLabels.map { loudness in
      let y = area.y(loudness)
      return """
        <path class="grid" d="M64 \(PlotLine.text(y))H1176"/>\
        <text class="label end" x="54" y="\(PlotLine.text(y + 4))">\
        \(Decimal.whole(loudness))</text>
        """
    }
    let times = area.timeLabels.map { seconds in
      let x = PlotLine.text(area.x(seconds))
      let label =
        area.durationSeconds < 10 && seconds != seconds.rounded()
        ? Decimal.text(seconds, in: language) : ClockText.text(seconds)
      return """
        <path class="tick" d="M\(x) 404v6"/><text class="label middle" x="\(x)" y="426">\
        \(label)</text>
        """
    }
    return (levels + times + [#"<text class="unit end" x="54" y="84">LUFS</text>"#])
      .joined(separator: "\n")
  }

  private func curves(
    _ before: LoudnessCourse, _ shown: LoudnessCourse, _ area: PlotArea
  ) -> String {
    let step = shown.stepSeconds
    var paths = [
      #"<path class="momentary" d="\#(PlotLine.band(shown.momentaryLUFS, stepSeconds: step, in: area))"/>"#
    ]
    if result?.course != nil {
      let line = PlotLine.line(before.shortTermLUFS, stepSeconds: step, in: area)
      paths.append(#"<path class="before" d="\#(line)"/>"#)
    }
    let line = PlotLine.line(shown.shortTermLUFS, stepSeconds: step, in: area)
    return (paths + [#"<path class="short" d="\#(line)"/>"#]).joined(separator: "\n")
  }

  /// One tick a limiter event at the plane's upper edge, longer where more was held back; events
  /// closer than a unit share the longest.
  private func ticks(_ area: PlotArea) -> String {
    var deepest: [Int: Double] = [:]
    for event in events {
      let x = Int(area.x(event.startSeconds).rounded())
      deepest[x] = max(deepest[x] ?? 0, event.maxReductionDB)
    }
    let path = deepest.sorted { $0.key < $1.key }.map { x, reduction in
      "M\(x) \(PlotLine.text(PlotArea.top))v\(PlotLine.text(min(36, 6 + 4 * reduction)))"
    }.joined()
    return path.isEmpty ? "" : #"<path class="event" d="\#(path)"/>"#
  }

  /// One tick at the plane's lower edge for every second whose true peak is over −1 dBTP, longer where
  /// it is higher.
  private func peaks(_ course: LoudnessCourse, _ area: PlotArea) -> String {
    var highest: [Int: Double] = [:]
    for peak in course.peaks ?? [] {
      let x = Int(area.x(peak.timeSeconds).rounded())
      highest[x] = max(highest[x] ?? -.infinity, peak.truePeakDBTP)
    }
    let path = highest.sorted { $0.key < $1.key }.map { x, level in
      "M\(x) \(PlotLine.text(PlotArea.bottom))v-\(PlotLine.text(min(36, 6 + 6 * max(0, level + 1))))"
    }.joined()
    return path.isEmpty ? "" : #"<path class="over" d="\#(path)"/>"#
  }

  private func legend(_ course: LoudnessCourse) -> String {
    var entries = [("short", say("short_term")), ("momentary", say("momentary"))]
    if let targetLUFS {
      entries.append(("band", say("target", ["target": Decimal.text(targetLUFS, in: language)])))
    }
    if result?.course != nil { entries.append(("before", say("before"))) }
    if !events.isEmpty { entries.append(("event", say("events"))) }
    if course.peaks?.isEmpty == false { entries.append(("over", say("overs"))) }
    if !course.silences.isEmpty { entries.append(("silence", say("silence"))) }
    var x = 64.0
    return entries.map { name, text in
      defer { x += 52 + 7.2 * Double(text.count) }
      let mark =
        name == "band" || name == "silence" || name == "momentary"
        ? rectangle(name, x, x + 24, 440, 452)
        : #"<path class="\#(name)" d="M\#(PlotLine.text(x)) 446h24"/>"#
      return mark + #"<text class="label" x="\#(PlotLine.text(x + 32))" y="450">\#(text)</text>"#
    }.joined(separator: "\n")
  }
}
