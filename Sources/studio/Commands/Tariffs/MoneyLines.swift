import StudioBooking

/// Hours and money as lines of text.
enum MoneyLines {
  /// The price of a reservation in one line; nil when there is nothing to say.
  static func line(_ payment: Payment?, _ place: Workplace) -> String? {
    guard let payment, payment.isWorthSaying else { return nil }
    let (price, language) = (payment.price, place.language)
    func money(_ cents: Int) -> String {
      MoneyText.text(cents: cents, currency: price.currency, in: language)
    }
    var line = PeopleText.text(
      "money.price", language,
      [
        "total": money(price.totalCents), "state": state(payment, place),
        "communication": payment.communication.description,
      ])
    if price.depositCents > 0 {
      line +=
        " "
        + PeopleText.text("money.deposit", language, ["amount": money(price.depositCents)])
    }
    return line
  }

  /// Whether it is paid, and what is left when that is not all there is to say.
  private static func state(_ payment: Payment, _ place: Workplace) -> String {
    let (open, language) = (payment.openCents, place.language)
    guard payment.paidCents > 0, open != 0 else { return payment.state.name(in: language) }
    func money(_ cents: Int) -> String {
      MoneyText.text(cents: cents, currency: payment.price.currency, in: language)
    }
    return PeopleText.text(
      open > 0 ? "money.rest" : "money.refund", language,
      ["paid": money(payment.paidCents), "open": money(abs(open))])
  }

  /// One reservation of a statement.
  static func line(_ entry: StatementEntry, _ place: Workplace) -> String {
    let language = place.language
    let name = place.venue.offering(entry.offering)?.name.text(in: language)
    let price = entry.payment.price
    return [
      entry.reservation.description, HumanTime.moment(entry.start, in: language),
      entry.payerName, name ?? entry.offering.rawValue,
      MoneyText.text(cents: price.totalCents, currency: price.currency, in: language),
      state(entry.payment, place),
    ].joined(separator: "  ")
  }

  static func lines(_ statement: Statement, _ place: Workplace) -> [String] {
    let language = place.language
    func money(_ cents: Int) -> String {
      MoneyText.text(cents: cents, currency: place.venue.currency, in: language)
    }
    let title = PeopleText.text(
      "money.statement", language,
      [
        "name": statement.name, "payer": statement.payer.description,
        "month": String(statement.month.description.prefix(7)),
      ])
    guard !statement.entries.isEmpty else {
      return [title, PeopleText.text("money.none", language)]
    }
    return [title] + statement.entries.map { "  " + line($0, place) }
      + statement.vat.map { share in
        PeopleText.text(
          share.code.percent == nil ? "money.exempt" : "money.vat", language,
          [
            "rate": share.code.description, "net": money(share.netCents),
            "vat": money(share.vatCents),
          ])
      }
      + [
        PeopleText.text(
          statement.dueCents < 0 ? "money.total_refund" : "money.total", language,
          [
            "total": money(statement.totalCents), "paid": money(statement.paidCents),
            "due": money(abs(statement.dueCents)),
            "communication": statement.communication.description,
          ])
      ]
  }

  static func lines(_ report: QuotaReport, _ place: Workplace) -> [String] {
    let language = place.language
    let balances = report.balances.map { balance in
      PeopleText.text(
        "quota.balance", language,
        [
          "offering": place.venue.offering(balance.offering)?.name.text(in: language)
            ?? balance.offering.rawValue,
          "quota": balance.quota.text(in: language),
          "first": HumanTime.day(balance.dates.lowerBound, in: language),
          "last": HumanTime.day(balance.dates.upperBound, in: language),
          "used": HumanTime.duration(minutes: balance.usedMinutes),
          "left": HumanTime.duration(minutes: max(0, balance.leftMinutes)),
        ])
    }
    let entries = report.entries.map { entry in
      let sign = entry.minutes < 0 ? "−" : "+"
      return "  \(HumanTime.moment(entry.start, in: language))  "
        + "\(sign)\(HumanTime.duration(minutes: abs(entry.minutes)))  \(entry.reservation)  "
        + "\(entry.offering)  " + PeopleText.text("cause.\(entry.cause.rawValue)", language)
    }
    let none = [PeopleText.text("quota.none", language)]
    return (balances.isEmpty ? none : balances) + entries
  }
}
