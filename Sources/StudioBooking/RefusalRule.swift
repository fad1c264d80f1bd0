/// The stable codes of refusals (DESIGN §4.5).
public enum RefusalCode: String, Sendable, CaseIterable {
  case nonexistentTime = "nonexistent_time"
  case ambiguousTime = "ambiguous_time"
  case badInterval = "bad_interval"
  case granularity
  case duration
  case leadTime = "lead_time"
  case horizon
  case closed
  case notAllowed = "not_allowed"
  case quota
  case slotTaken = "slot_taken"
  case unknownOffering = "unknown_offering"
  case unknownUnit = "unknown_unit"
  case unknownSpace = "unknown_space"
  case unknownPerson = "unknown_person"
  case ambiguousPerson = "ambiguous_person"
  case unknownOrganisation = "unknown_organisation"
  case ambiguousOrganisation = "ambiguous_organisation"
  case personInUse = "person_in_use"
  case badRecord = "bad_record"
  case unknownReservation = "unknown_reservation"
  case wrongStatus = "wrong_status"
  case staleVersion = "stale_version"
  case keyReused = "key_reused"
  case badRecurrence = "bad_recurrence"
  case seriesConflict = "series_conflict"
  case unknownSeries = "unknown_series"
  case nothingToUndo = "nothing_to_undo"
  case badCalendar = "bad_calendar"
  case unknownToken = "unknown_token"
  case capacity
  case waitlistOff = "waitlist_off"
  case slotFree = "slot_free"
  case alreadyWaiting = "already_waiting"
  case unknownWaitlistEntry = "unknown_waitlist_entry"
  case unknownClosure = "unknown_closure"
  case badVenue = "bad_venue"

  /// The rules staff may set aside with a reason: those that are the house's choice.
  ///
  /// What the
  /// clock or another booking forbids stays forbidden.
  public static let overridable: Set<Self> = [
    .granularity, .duration, .leadTime, .horizon, .closed, .notAllowed, .quota, .capacity,
  ]
}

/// The single rules behind the codes; each has a sentence of its own in every language.
public enum RefusalRule: String, Sendable, CaseIterable {
  case nonexistentTime = "nonexistent_time"
  case ambiguousTime = "ambiguous_time"
  case endNotAfterStart = "end_not_after_start"
  case startStep = "start_step"
  case durationStep = "duration_step"
  case minimumDuration = "minimum_duration"
  case maximumDuration = "maximum_duration"
  case leadTime = "lead_time"
  case past
  case horizon
  case openingHours = "opening_hours"
  case closedDay = "closed_day"
  case fixedPeriod = "fixed_period"
  case whoMayBook = "who_may_book"
  case organisationsOnly = "organisations_only"
  case noPrice = "no_price"
  case keptForWalkIns = "kept_for_walk_ins"
  case qualificationMissing = "qualification_missing"
  case qualificationExpired = "qualification_expired"
  case minimumAge = "minimum_age"
  case ageWindow = "age_window"
  case minimumAgeAlone = "minimum_age_alone"
  case quotaHours = "quota_hours"
  case bookingsAhead = "bookings_ahead"
  case slotTaken = "slot_taken"
  case unknownOffering = "unknown_offering"
  case unknownUnit = "unknown_unit"
  case tooManyUnits = "too_many_units"
  case tooFewUnits = "too_few_units"
  case unknownSpace = "unknown_space"
  case unknownPerson = "unknown_person"
  case ambiguousPerson = "ambiguous_person"
  case unknownOrganisation = "unknown_organisation"
  case ambiguousOrganisation = "ambiguous_organisation"
  case emailTaken = "email_taken"
  case bookingsToCome = "bookings_to_come"
  case accountAge = "account_age"
  case guardianAge = "guardian_age"
  case unknownCategory = "unknown_category"
  case unknownQualification = "unknown_qualification"
  case noPayment = "no_payment"
  case nothingToRefund = "nothing_to_refund"
  case nothingToForgive = "nothing_to_forgive"
  case unknownReservation = "unknown_reservation"
  case wrongStatus = "wrong_status"
  case cannotMove = "cannot_move"
  case begun
  case over
  case staffOnly = "staff_only"
  case staleVersion = "stale_version"
  case keyReused = "key_reused"
  case recurrenceUnreadable = "recurrence_unreadable"
  case recurrenceUnsupported = "recurrence_unsupported"
  case recurrenceEndless = "recurrence_endless"
  case recurrenceTooLong = "recurrence_too_long"
  case recurrenceOverlapsItself = "recurrence_overlaps_itself"
  case recurrenceEmpty = "recurrence_empty"
  case seriesConflict = "series_conflict"
  case unknownSeries = "unknown_series"
  case unknownOccurrence = "unknown_occurrence"
  case seriesShift = "series_shift"
  case nothingToUndo = "nothing_to_undo"
  case unknownCalendar = "unknown_calendar"
  case computedCalendar = "computed_calendar"
  case calendarFile = "calendar_file"
  case unknownToken = "unknown_token"
  case capacity
  case notLentAlone = "not_lent_alone"
  case waitlistOff = "waitlist_off"
  case slotFree = "slot_free"
  case alreadyWaiting = "already_waiting"
  case unknownWaitlistEntry = "unknown_waitlist_entry"
  case nothingOffered = "nothing_offered"
  case unknownClosure = "unknown_closure"
  case notHit = "not_hit"
  case badVenue = "bad_venue"

  /// The code people's programs see.
  public var code: RefusalCode {
    switch self {
    case .nonexistentTime: .nonexistentTime
    case .ambiguousTime: .ambiguousTime
    case .endNotAfterStart: .badInterval
    case .startStep, .durationStep, .fixedPeriod: .granularity
    case .minimumDuration, .maximumDuration: .duration
    case .leadTime, .past: .leadTime
    case .horizon: .horizon
    case .openingHours, .closedDay: .closed
    case .whoMayBook, .staffOnly, .organisationsOnly, .noPrice, .keptForWalkIns,
      .qualificationMissing, .qualificationExpired, .minimumAge, .ageWindow, .minimumAgeAlone,
      .accountAge, .guardianAge:
      .notAllowed
    case .quotaHours, .bookingsAhead: .quota
    case .slotTaken: .slotTaken
    case .unknownOffering: .unknownOffering
    case .unknownUnit, .tooManyUnits, .tooFewUnits: .unknownUnit
    case .unknownSpace: .unknownSpace
    case .unknownPerson: .unknownPerson
    case .ambiguousPerson: .ambiguousPerson
    case .unknownOrganisation: .unknownOrganisation
    case .ambiguousOrganisation: .ambiguousOrganisation
    case .bookingsToCome: .personInUse
    case .emailTaken, .unknownCategory, .unknownQualification: .badRecord
    case .noPayment, .nothingToRefund, .nothingToForgive, .cannotMove, .begun, .over: .wrongStatus
    case .unknownReservation: .unknownReservation
    case .wrongStatus: .wrongStatus
    case .staleVersion: .staleVersion
    case .keyReused: .keyReused
    case .recurrenceUnreadable, .recurrenceUnsupported, .recurrenceEndless, .recurrenceTooLong,
      .recurrenceOverlapsItself, .recurrenceEmpty, .seriesShift:
      .badRecurrence
    case .seriesConflict: .seriesConflict
    case .unknownSeries, .unknownOccurrence: .unknownSeries
    case .nothingToUndo: .nothingToUndo
    case .unknownCalendar, .computedCalendar, .calendarFile: .badCalendar
    case .unknownToken: .unknownToken
    case .capacity: .capacity
    case .notLentAlone: .unknownOffering
    case .waitlistOff: .waitlistOff
    case .slotFree: .slotFree
    case .alreadyWaiting: .alreadyWaiting
    case .unknownWaitlistEntry: .unknownWaitlistEntry
    case .nothingOffered: .wrongStatus
    case .unknownClosure, .notHit: .unknownClosure
    case .badVenue: .badVenue
    }
  }
}
