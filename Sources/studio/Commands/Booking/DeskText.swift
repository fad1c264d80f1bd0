import Foundation
import Localization
import StudioBooking
import StudioStore

/// Booking values as people read them in a terminal.
enum DeskText {
  /// A reservation in one line.
  static func answer(_ reservation: Reservation, _ place: Workplace) -> Answer {
    let money = MoneyLines.line(reservation.price, place).map { [$0] } ?? []
    return Answer(reservation, lines: [line(reservation, place)] + money)
  }

  /// A reservation in one line; a held one says until when.
  static func line(_ reservation: Reservation, _ place: Workplace) -> String {
    let language = place.language
    let name =
      reservation.offering == .block
      ? deskMessages.text("block", in: language)
      : place.venue.offering(reservation.offering)?.name.text(in: language)
    let status = reservation.heldUntil.map {
      lifecycleMessages.text("held.until", in: language, ["time": $0.local.clockText])
    }
    return deskMessages.text(
      "reservation.line", in: language,
      [
        "id": reservation.id.description,
        "status": status ?? reservation.status.name(in: language),
        "offering": name ?? reservation.offering.rawValue,
        "units": reservation.units.map(\.rawValue).joined(separator: ", "),
        "start": HumanTime.moment(reservation.start, in: language),
        "end": HumanTime.end(reservation.end, after: reservation.start, in: language),
      ])
  }

  /// What changed about the venue, one line a kind.
  static func lines(_ changes: VenueChanges, _ language: Language) -> [String] {
    if changes.isEmpty { return [deskMessages.text("venue.same", in: language)] }
    let kinds = [
      ("venue.added", changes.added), ("venue.changed", changes.changed),
      ("venue.retired", changes.retired),
    ]
    return kinds.filter { !$0.1.isEmpty }.map { key, names in
      deskMessages.text(key, in: language, ["names": names.joined(separator: ", ")])
    }
  }

  /// One line a day with the possible starts.
  static func lines(
    _ answer: Availability, _ query: AvailabilityQuery, _ zone: VenueZone, _ language: Language
  ) -> [String] {
    (0..<query.days).map { offset in
      let date = query.firstDate.adding(days: offset)
      let slots = answer.slots.filter { $0.start.local.date == date }
      // Where lengths differ, as those of fixed periods do, a start alone says too little.
      let lengths = Set(answer.slots.map { $0.end.utc - $0.start.utc })
      let starts = slots.map { slot in
        let start = ClockLabel.text(slot.start, in: zone)
        if lengths.count < 2 { return start }
        return slot.end.local.date == date
          ? "\(start)–\(ClockLabel.text(slot.end, in: zone))"
          : "\(start)–\(HumanTime.moment(slot.end, in: language))"
      }
      let day = HumanTime.day(date, in: language)
      return starts.isEmpty
        ? "\(day)  " + deskMessages.text("availability.none", in: language)
        : "\(day)  " + starts.joined(separator: " ")
    }
  }
}

/// The sentences of the booking commands.
let deskMessages = MessageCatalogue([
  .french: PackageResources.desk_fr_json, .dutch: PackageResources.desk_nl_json,
  .german: PackageResources.desk_de_json, .english: PackageResources.desk_en_json,
])
