import ArgumentParser
import StudioBooking

/// For whom a booking is made besides the person.
struct BehalfOptions: ParsableArguments {
  @Option(
    help: "The organisation it is for: its number (O-2) or name.",
    transform: PersonArguments.organisation)
  var organisation: OrganisationReference?
  @Option(
    help: "Age bands of those who come along: 12-15,16-17x2.", transform: PersonArguments.ages)
  var ages: [AgeBand]?
  @Flag(help: "A guardian comes along.") var accompanied = false

  /// The value of these options.
  var value: BookingBehalf {
    BookingBehalf(organisation: organisation, party: ages ?? [], isAccompanied: accompanied)
  }
}
