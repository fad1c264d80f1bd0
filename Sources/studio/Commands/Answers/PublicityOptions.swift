import ArgumentParser
import StudioBooking

/// What may be said to the public about a reservation besides its title.
struct PublicityOptions: ParsableArguments {
  @Option(help: "A few sentences for the public.") var summary: String?
  @Option(help: "Where to read more or sign up: https://…") var url: String?
  @Option(help: "Who organises it, as the public reads it.") var organiser: String?
  @Option(help: "For whom it is, such as \"from 12 years\".") var audience: String?
  @Option(help: "How many places there are.") var seats: Int?

  /// Whether anything was said.
  var isEmpty: Bool {
    summary == nil && url == nil && organiser == nil && audience == nil && seats == nil
  }

  /// The public description, or wrong usage.
  func publicity(title: String) throws -> Publicity {
    guard
      let publicity = Publicity(
        title: title, summary: summary, url: url, organiser: organiser, audience: audience,
        seats: seats)
    else {
      throw ValidationError(
        "A public title has 1 to \(Publicity.longestLine) characters, a summary at most "
          + "\(Publicity.longestSummary), --url starts with https:// or http://, "
          + "--seats is at least 1.")
    }
    return publicity
  }
}
