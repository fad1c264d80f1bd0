public import Localization

extension BookingExplanation {
  /// The explanation as sentences: the answer, one line a rule, and what is possible instead.
  ///
  /// - Parameters:
  ///   - language: the reader's language.
  ///   - zone: the venue's zone.
  /// - Returns: lines; those of rules begin with `✓` or `✗`.
  public func lines(in language: Language, zone: VenueZone) -> [String] {
    var values = [
      "name": name.text(in: language), "start": HumanTime.moment(start, in: language),
      "end": HumanTime.end(end, after: start, in: language),
      "units": units.map(\.rawValue).joined(separator: ", "),
    ]
    values["status"] = status?.name(in: language)
    let verdict = answerMessages.text(
      isBookable ? "why.possible" : "why.refused", in: language, values)
    let rules = steps.map { step in
      step.refusal.map { "✗ " + $0.offering([]).message(in: language) }
        ?? "✓ " + step.sentence(in: language)
    }
    let instead = alternatives.map { alternative in
      answerMessages.text(
        "why.alternative", in: language,
        [
          "start": HumanTime.day(alternative.start.local.date, in: language) + " "
            + ClockLabel.text(alternative.start, in: zone),
          "end": ClockLabel.text(alternative.end, in: zone),
          "units": alternative.units.map(\.rawValue).joined(separator: " + "),
        ])
    }
    return [verdict] + rules
      + (instead.isEmpty
        ? [] : [answerMessages.text("why.instead", in: language)] + instead.map { "→ " + $0 })
  }
}

extension BookingExplanation.Step {
  /// Why the rule has nothing against the booking.
  public func sentence(in language: Language) -> String {
    let values = [
      "limit": limit?.text(in: language) ?? "", "actual": actual?.text(in: language) ?? "",
      "code": code.rawValue,
    ]
    let key: String
    switch code {
    case .granularity, .duration, .leadTime, .closed, .quota, .slotTaken: key = code.rawValue
    case .horizon, .notAllowed: key = limit == nil ? "\(code.rawValue).none" : code.rawValue
    default: key = "other"
    }
    return answerMessages.text("why.passed.\(key)", in: language, values)
  }
}

/// The sentences of answers, reports and the agenda.
let answerMessages = MessageCatalogue([
  .french: PackageResources.answers_fr_json, .dutch: PackageResources.answers_nl_json,
  .german: PackageResources.answers_de_json, .english: PackageResources.answers_en_json,
])
