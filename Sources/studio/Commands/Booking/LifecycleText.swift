import Foundation
import Localization
import StudioBooking
import StudioStore

/// What happens to reservations, as people read it in a terminal.
enum LifecycleText {
  static func text(
    _ key: String, _ place: Workplace, _ values: [String: String] = [:]
  ) -> String {
    lifecycleMessages.text(key, in: place.language, values)
  }

  static func moment(_ instant: ZonedInstant, _ place: Workplace) -> String {
    HumanTime.moment(instant, in: place.language)
  }

  static func line(_ entry: HistoryEntry, _ place: Workplace) -> String {
    let details = entry.details.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    return text(
      "history.line", place,
      [
        "at": moment(place.venue.zone.zoned(entry.atUTC), place),
        "version": String(entry.version), "change": entry.change, "actor": entry.actor,
        "details": details,
      ])
  }

  static func line(_ entry: WaitlistEntry, _ place: Workplace) -> String {
    var status = text(
      "waitlist.\(entry.status.rawValue)", place,
      [
        "ahead": String(entry.ahead ?? 0), "reservation": entry.reservation?.description ?? "–",
        "time": entry.offeredUntil?.local.clockText ?? "–",
      ])
    if let reason = entry.skipped, entry.status == .waiting {
      status += ", " + text("waitlist.skipped", place, ["reason": reason])
    }
    return text(
      "waitlist.line", place,
      [
        "id": entry.id.description, "offering": entry.offering.rawValue,
        "start": moment(entry.start, place),
        "end": HumanTime.end(entry.end, after: entry.start, in: place.language),
        "person": entry.person.description, "status": status,
      ])
  }

  static func lines(_ closure: Closure, _ place: Workplace) -> [String] {
    let zone = place.venue.zone
    let start = zone.zoned(closure.exception.interval.startUTC)
    let end = zone.zoned(closure.exception.interval.endUTC)
    let head = text(
      closure.id == nil ? "closure.plan" : "closure.line", place,
      [
        "id": closure.id?.description ?? "", "scope": closure.exception.scope.description,
        "kind": text("closure.\(closure.exception.kind.rawValue)", place),
        "start": moment(start, place),
        "end": HumanTime.end(end, after: start, in: place.language),
        "reason": closure.reason ?? "", "count": String(closure.undecided.count),
      ])
    return [head] + closure.hits.flatMap { lines($0, place) }
  }

  static func lines(_ hit: ClosureHit, _ place: Workplace) -> [String] {
    let reservation = hit.reservation
    let line = text(
      "closure.hit", place,
      [
        "id": reservation.id.description, "person": hit.person ?? "",
        "start": moment(reservation.start, place),
        "end": HumanTime.end(reservation.end, after: reservation.start, in: place.language),
        "units": reservation.units.map(\.rawValue).joined(separator: ", "),
        "decision": text("closure.\(hit.decision?.rawValue ?? "undecided")", place),
      ])
    return [line]
      + hit.alternatives.map { alternative in
        text(
          "closure.option", place,
          [
            "time": moment(alternative.start, place),
            "units": alternative.units.map(\.rawValue).joined(separator: " + "),
          ])
      }
  }

  static func lines(_ outcome: VenueOutcome, _ place: Workplace) -> [String] {
    DeskText.lines(outcome.changes, place.language) + lines(outcome.effects, place)
  }

  static func lines(_ effects: [ResourceEffect], _ place: Workplace) -> [String] {
    effects.map { effect in
      text(
        "effect.\(effect.kind.rawValue)", place,
        [
          "id": effect.reservation.id.description, "unit": effect.unit?.rawValue ?? "",
          "start": moment(effect.reservation.start, place),
        ])
    }
  }
}

/// The sentences about what happens to reservations.
let lifecycleMessages = MessageCatalogue([
  .french: PackageResources.lifecycle_fr_json, .dutch: PackageResources.lifecycle_nl_json,
  .german: PackageResources.lifecycle_de_json, .english: PackageResources.lifecycle_en_json,
])
