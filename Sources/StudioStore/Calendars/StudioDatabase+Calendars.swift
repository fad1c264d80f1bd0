import GRDB
public import Localization
public import StudioBooking

extension StudioDatabase {
  /// Makes a calendar link.
  ///
  /// - Parameters:
  ///   - scope: what it shows.
  ///   - names: whether it shows names and titles; a person's own always does.
  ///   - nowUTC: the present.
  /// - Returns: the link and its token, which nothing shows again.
  /// - Throws: a refusal with code `unknown_space` or `unknown_person`.
  public func createCalendarLink(
    _ scope: CalendarScope, names: Bool, at nowUTC: Int
  ) async throws -> (link: CalendarLink, token: String) {
    let token = CalendarTokens.mint()
    return try await write { db in
      var person: Int?
      var space: Int64?
      switch scope {
      case .person(let id): person = try PersonRows.find(.id(id), db)?.id.number
      case .space(let id):
        space = try Int64.fetchOne(
          db, sql: "SELECT id FROM space WHERE slug = ? AND retired = 0", arguments: [id.rawValue])
        guard space != nil else {
          let known = try VenueRows.load(db).spaces.map(\.id.rawValue)
          throw Refusal(
            .unknownSpace, subject: id.rawValue, limit: .text(known.joined(separator: ", ")))
        }
      case .venue: break
      }
      let shows = names || scope.word == "person"
      try db.execute(
        sql: """
          INSERT INTO calendar_token(hash, scope, person_id, space_id, names, created_utc)
          VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [CalendarTokens.hash(token), scope.word, person, space, shows, nowUTC])
      let link = CalendarLink(
        id: Int(db.lastInsertedRowID), scope: scope, names: shows, createdUTC: nowUTC,
        revokedUTC: nil)
      return (link, token)
    }
  }

  /// Puts a day calendar in place of the one of its name, or beside the others.
  ///
  /// - Parameters:
  ///   - calendar: the days.
  ///   - isConfirmed: whether to do it although reservations are on days that become closed.
  ///   - actor: who asks; staff only.
  ///   - nowUTC: the present.
  /// - Returns: what it means for reservations that are not over.
  /// - Throws: a refusal, or the store's error.
  public func replaceCalendar(
    _ calendar: DayCalendar, isConfirmed: Bool, by actor: Actor, at nowUTC: Int
  ) async throws -> VenueOutcome {
    try await changeVenue(isConfirmed: isConfirmed, by: actor, at: nowUTC) {
      $0.replacingCalendar(calendar)
    }
  }

  /// Lists every calendar link, those out of service too.
  public func calendarLinks() async throws -> [CalendarLink] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT \(CalendarTokens.columns) ORDER BY calendar_token.id")
        .map(CalendarTokens.link)
    }
  }

  /// Takes a calendar link out of service.
  ///
  /// - Parameters:
  ///   - id: its number.
  ///   - nowUTC: the present.
  /// - Returns: the link.
  /// - Throws: a refusal with code `unknown_token` when no such link works.
  public func revokeCalendarLink(_ id: Int, at nowUTC: Int) async throws -> CalendarLink {
    try await write { db in
      try db.execute(
        sql: "UPDATE calendar_token SET revoked_utc = ? WHERE id = ? AND revoked_utc IS NULL",
        arguments: [nowUTC, id])
      guard db.changesCount == 1,
        let row = try Row.fetchOne(
          db, sql: "SELECT \(CalendarTokens.columns) WHERE calendar_token.id = ?",
          arguments: [id])
      else { throw Refusal(.unknownToken, subject: "K-\(id)") }
      return try CalendarTokens.link(row)
    }
  }

  /// The calendar behind a link; nil for a token that is not in service.
  ///
  /// Equal content has equal bytes: DTSTAMP is the link's own, changes show in SEQUENCE.
  ///
  /// - Parameters:
  ///   - token: the token of the address.
  ///   - nowUTC: the present.
  /// - Returns: the text, or nil.
  /// - Throws: SQLite's error.
  public func calendarFeed(token: String, at nowUTC: Int) async throws -> CalendarText? {
    let link = try await read { db in
      try Row.fetchOne(
        db,
        sql: "SELECT \(CalendarTokens.columns) WHERE hash = ? AND revoked_utc IS NULL",
        arguments: [CalendarTokens.hash(token)]
      ).map(CalendarTokens.link)
    }
    guard let link else { return nil }
    let document = try await calendarDocument(link.scope, names: link.names, in: nil, at: nowUTC)
    return CalendarText(
      text: document.text(stampUTC: link.createdUTC), fileName: "\(link.scope.word).ics")
  }

  /// A calendar of a scope, for the person at the desk.
  public func calendarText(
    _ scope: CalendarScope, in language: Language, at nowUTC: Int
  ) async throws -> CalendarText {
    let document = try await calendarDocument(scope, names: true, in: language, at: nowUTC)
    return CalendarText(text: document.text(stampUTC: nowUTC), fileName: "\(scope.word).ics")
  }

  /// What a calendar shows; each series is read in a read of its own, so that a busy house does not
  /// hold up a commit.
  private func calendarDocument(
    _ scope: CalendarScope, names: Bool, in language: Language?, at nowUTC: Int
  ) async throws -> CalendarDocument {
    let (export, outline) = try await read { db in
      let export = try CalendarExport(language, db)
      return (export, try export.outline(of: scope, names: names, nowUTC: nowUTC, db))
    }
    var events: [CalendarEvent] = []
    for entry in outline.entries {
      switch entry {
      case .event(let event): events.append(event)
      case .series(let id):
        do {
          events += outline.calendar.events(try await series(id, for: .system))
        } catch let refusal as Refusal where refusal.rule == .unknownSeries {
          // Gone with an undo since the first read: its dates are its predecessor's again.
          continue
        }
      }
    }
    return CalendarDocument(
      method: .publish, name: outline.name, zone: export.venue.zone, events: events)
  }

  /// One step of the invitation of a reservation, or of the series it belongs to: REQUEST while it
  /// stands, CANCEL when it does not.
  ///
  /// - Parameters:
  ///   - id: the reservation.
  ///   - organizer: who invites.
  ///   - language: the language of its words.
  ///   - nowUTC: the present.
  /// - Returns: the file to send.
  /// - Throws: a refusal with code `unknown_reservation`.
  public func invitation(
    _ id: ReservationID, from organizer: CalendarEvent.Party, in language: Language,
    at nowUTC: Int
  ) async throws -> CalendarText {
    try await read { db in
      let export = try CalendarExport(language, db)
      let calendar = ReservationCalendar(
        venue: export.venue, domain: export.domain, reader: .insider, language: language)
      let stored = try ReservationRows.find(id, db).reservation
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT title, display_name, email,
            (SELECT series_id FROM series_occurrence WHERE reservation_id = r.id) AS series_id
          FROM reservation r LEFT JOIN person ON person.id = r.person_id WHERE r.id = ?
          """, arguments: [id.number])
      var events: [CalendarEvent]
      if let series: Int = row?["series_id"] {
        events = calendar.events(try SeriesRows.load(SeriesID(series), for: .system, db))
      } else {
        events = [calendar.event(.init(stored, title: row?["title"]))]
      }
      let email: String? = row?["email"]
      let name: String? = row?["display_name"]
      let guests = try Row.fetchAll(
        db, sql: "SELECT name, email FROM guest WHERE reservation_id = ? AND email IS NOT NULL",
        arguments: [id.number]
      ).map { CalendarEvent.Party(name: $0["name"], email: $0["email"]) }
      for index in events.indices {
        events[index].organizer = organizer
        events[index].attendee = email.map {
          CalendarEvent.Party(name: name ?? $0, email: $0)
        }
        events[index].guests = guests
      }
      let isOver = events.allSatisfy { $0.status == .cancelled }
      let document = CalendarDocument(
        method: isOver ? .cancel : .request, name: export.venue.name.text(in: language),
        zone: export.venue.zone, events: events)
      return CalendarText(text: document.text(stampUTC: nowUTC), fileName: "\(id).ics")
    }
  }
}
