import Localization
import StudioBooking

/// Series and previews as people read them in a terminal.
enum SeriesText {
  /// A preview: one line a date.
  static func lines(_ plan: SeriesPlan, _ place: Workplace) -> [String] {
    let words = Words(place)
    var lines = [
      words.say(
        "preview.head",
        [
          "rule": words.phrase(plan.pattern), "free": String(plan.decisions.count),
          "all": String(plan.dates.count),
        ])
    ]
    lines += plan.dates.map { date in
      switch date.outcome {
      case .free(let decision):
        "  ✓ " + words.span(decision.interval) + "  "
          + decision.units.map(\.rawValue).joined(separator: ", ")
      case .missing:
        "  – " + HumanTime.moment(date.local, in: place.language) + "  " + words.say("missing")
      case .refused(let refusal):
        "  ✗ " + HumanTime.moment(date.local, in: place.language) + "  " + words.why(refusal)
      }
    }
    if !plan.excluded.isEmpty {
      let dates = plan.excluded.map { HumanTime.day($0.date, in: place.language) }
      lines.append(words.say("excluded", ["dates": dates.joined(separator: ", ")]))
    }
    if !plan.periodsWithoutDate.isEmpty {
      lines.append(
        words.say(
          "withoutDate", ["periods": plan.periodsWithoutDate.joined(separator: ", ")]))
    }
    return lines
  }

  /// A series: one line, then one a date.
  static func lines(_ series: Series, _ place: Workplace) -> [String] {
    let words = Words(place)
    return [line(series, place)]
      + series.occurrences.map { occurrence in
        let state: String
        if let reservation = occurrence.reservation {
          let moved = occurrence.isMoved ? " (" + words.say("moved") + ")" : ""
          state =
            "\(reservation.id)  \(reservation.units.map(\.rawValue).joined(separator: ", "))  "
            + reservation.status.name(in: place.language) + moved
        } else {
          state = words.say("state.\(occurrence.state.rawValue)")
        }
        let start = occurrence.reservation?.start.local ?? occurrence.local
        return "  \(HumanTime.moment(start, in: place.language))  \(state)"
      }
  }

  /// A series in one line.
  static func line(_ series: Series, _ place: Workplace) -> String {
    let words = Words(place)
    let name = place.venue.offering(series.offering)?.name.text(in: place.language)
    return words.say(
      "series.line",
      [
        "id": series.id.description, "offering": name ?? series.offering.rawValue,
        "rule": words.phrase(series.pattern),
        "count": String(series.occurrences.count { $0.reservation?.status.ownsClaims ?? false }),
      ])
  }

  /// What an edit did.
  static func lines(_ outcome: SeriesOutcome, _ place: Workplace) -> [String] {
    let words = Words(place)
    var lines = [
      words.say("edit.changed", ["count": String(outcome.changed.count)])
    ]
    for kept in outcome.kept {
      lines.append(
        words.say("edit.kept", ["id": kept.reservation, "reason": words.reason(kept.reason)]))
    }
    lines += Self.lines(outcome.series, place)
    if let continued = outcome.continued { lines += Self.lines(continued, place) }
    return lines
  }

  /// A skipped date that is free now.
  static func line(_ offer: SeriesOffer, _ place: Workplace) -> String {
    let date = LocalDateTime(offer.date).map { HumanTime.moment($0, in: place.language) }
    return "\(offer.series)  \(date ?? offer.date)  "
      + offer.units.map(\.rawValue).joined(separator: ", ")
  }
}

/// The catalogue in one language, with the venue's clock.
private struct Words {
  let place: Workplace

  init(_ place: Workplace) { self.place = place }

  func say(_ key: String, _ values: [String: String] = [:]) -> String {
    seriesMessages.text(key, in: place.language, values)
  }

  func phrase(_ pattern: SeriesPattern) -> String {
    guard var rule = pattern.times.rule else { return "" }
    // The standard counts excepted dates, people do not.
    if case .count(let count) = rule.end {
      rule.end = .count(max(count - pattern.times.excluded.count, 1))
    }
    return RecurrenceText.phrase(
      rule, start: pattern.times.start, zone: place.venue.zone, in: place.language)
  }

  func span(_ interval: UTCInterval) -> String {
    let zone = place.venue.zone
    let (start, end) = (zone.zoned(interval.startUTC), zone.zoned(interval.endUTC))
    return "\(HumanTime.moment(start, in: place.language)) – "
      + HumanTime.end(end, after: start, in: place.language)
  }

  /// Why a date cannot be booked, in a few words.
  func why(_ refusal: Refusal) -> String {
    guard refusal.rule == .slotTaken, let conflict = refusal.conflict else {
      return refusal.message(in: place.language)
    }
    return say(
      "busy",
      [
        "unit": conflict.unit.rawValue,
        "start": HumanTime.moment(conflict.start, in: place.language),
        "end": HumanTime.end(conflict.end, after: conflict.start, in: place.language),
      ])
  }

  func reason(_ code: String) -> String {
    ["moved", "begun", "closed"].contains(code) ? say("kept.\(code)") : code
  }
}

/// The sentences of the commands about series and calendars.
let seriesMessages = MessageCatalogue([
  .french: PackageResources.series_fr_json, .dutch: PackageResources.series_nl_json,
  .german: PackageResources.series_de_json, .english: PackageResources.series_en_json,
])
