extension DayCalendar {
  /// Makes a day calendar of the events in a file: school holidays as the authorities publish them.
  ///
  /// - Parameters:
  ///   - name: the name hours and exceptions will use.
  ///   - content: what was in the file.
  ///   - zone: the venue's zone.
  /// - Throws: a refusal with code `bad_calendar` when the name is that of a computed calendar or the
  ///   file has no day.
  public init(
    name: String, importing content: ICalendarReader.Content, zone: VenueZone
  ) throws(Refusal) {
    guard name != BelgianHolidays.calendarName else {
      throw Refusal(.computedCalendar, subject: name)
    }
    // A century on either side: published calendars are short, a yearly rule may have no end.
    let century = 100 * 366 * 86_400
    let events = ImportedEvents(
      content, zone: zone, window: UTCInterval(startUTC: -century, endUTC: 2 * century))
    let runs = events.occurrences.map { occurrence in
      Run(
        from: zone.local(atUTC: occurrence.interval.startUTC).date,
        to: zone.local(atUTC: occurrence.interval.endUTC - 1).date, name: occurrence.summary)
    }
    guard !runs.isEmpty else {
      throw Refusal(.calendarFile, subject: "VEVENT", limit: .count(1), actual: .count(0))
    }
    self.init(name: name, days: runs)
  }

  /// The last date it knows; nil for an empty one.
  public var lastDate: CivilDate? { days.map(\.to).max() }
}

extension Venue {
  /// The same venue with a day calendar in place of the one of its name.
  package func replacingCalendar(_ calendar: DayCalendar) -> Self {
    let others = calendars.filter { $0.name != calendar.name }
    return with(calendars: others + [calendar])
  }
}
