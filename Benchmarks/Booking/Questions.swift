import Foundation
import StudioBooking
import StudioStore

/// The questions that are timed, all in the store: one transaction or more, without rendering.
struct Questions {
  private let history: History

  static let names = [
    "week of all units", "day of all units", "availability, 7 days",
    "first free, 90 days, found late",
    "utilisation of a month", "no-shows of a month", "subsidy of a month", "today",
    "why (taken, with alternatives)", "daily series of a year, checked", "reserve", "cancel",
  ]

  init(_ history: History) { self.history = history }

  func answers() async throws -> [String: Figure] {
    let (store, now) = (history.store, history.nowUTC)
    let month = ReportPeriod("2026-10") ?? history.wholePeriod
    var figures: [String: Figure] = [:]
    figures["week of all units"] = try await .of {
      _ = try await store.board(of: nil, from: History.today, days: 7, for: .staff(nil), at: now)
    }
    figures["day of all units"] = try await .of {
      _ = try await store.board(of: nil, from: History.today, days: 1, for: .staff(nil), at: now)
    }
    figures["availability, 7 days"] = try await .of {
      _ = try await store.availability(
        AvailabilityQuery(offering: Self.station, firstDate: History.today, days: 7), at: now)
    }
    // The whole room is never free from 8 to 22 h: all 90 days are looked through.
    figures["first free, 90 days, found late"] = try await .of(5) {
      _ = try await store.firstFree(
        FirstFreeQuery(
          offering: OfferingID(rawValue: "room"), firstDate: History.today, days: 90,
          durationMinutes: 840), at: now)
    }
    figures["utilisation of a month"] = try await .of {
      _ = try await store.utilisation(month, by: .unit, space: nil)
    }
    figures["no-shows of a month"] = try await .of { _ = try await store.noShows(month, at: now) }
    figures["subsidy of a month"] = try await .of {
      _ = try await store.subsidy(month, smallest: 5)
    }
    figures["today"] = try await .of { _ = try await store.today(at: now) }
    let taken = BookingRequest(
      offering: OfferingID(rawValue: "first"), start: Self.time("2026-12-01T08:00"),
      end: .afterMinutes(60), person: .name("Bench"))
    figures["why (taken, with alternatives)"] = try await .of {
      _ = try await store.explain(taken, at: now)
    }
    let daily = SeriesRequest(
      booking: BookingRequest(
        offering: Self.station, start: Self.time("2026-12-01T20:00"), end: .afterMinutes(60),
        person: .name("Bench")),
      repetition: Repetition(rule: try RecurrenceRule(text: "FREQ=DAILY;COUNT=365")))
    figures["daily series of a year, checked"] = try await .of {
      _ = try await store.preview(daily, at: now)
    }
    try await writes(into: &figures)
    return figures
  }

  /// Books evenings that the history leaves free, then cancels them.
  private func writes(into figures: inout [String: Figure]) async throws {
    let (store, now) = (history.store, history.nowUTC)
    var booked: [ReservationID] = []
    var day = 0
    figures["reserve"] = try await .of(40) {
      day += 1
      let date = History.today.adding(days: day)
      let request = BookingRequest(
        offering: Self.station, start: Self.time("\(date)T21:00"), end: .afterMinutes(60),
        person: .name("Bench"))
      booked.append(try await store.reserve(request, by: .staff(nil), key: nil, at: now).id)
    }
    figures["cancel"] = try await .of(booked.count - 1) {
      guard let id = booked.popLast() else { return }
      _ = try await store.change(
        .cancel, id, by: .staff(nil), reason: nil, expectedVersion: nil, key: nil, at: now)
    }
  }

  static let station = OfferingID(rawValue: "station")

  static func time(_ text: String) -> RequestedTime {
    guard let time = RequestedTime(text) else { preconditionFailure("\(text) is not a time") }
    return time
  }
}

extension History {
  /// From the first to the last date.
  var wholePeriod: ReportPeriod {
    guard
      let period = ReportPeriod(
        first: Self.firstDate, last: Self.firstDate.adding(days: Self.days - 1))
    else { preconditionFailure("the history is longer than a report") }
    return period
  }
}
