import ArgumentParser
import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import StudioStore

/// `studio show create`: starts a podcast.
struct ShowCreate: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Starts a podcast.")
  @Argument(help: "Its short name in URLs, such as la-voix-du-lieu.") var slug: String
  @Option(help: "Its name, without keywords.", transform: readTitle) var title: String
  @Option(help: "What it is about (plain text or simple HTML).") var description: String
  @Option(help: "ISO 639 code, with or without region: fr, fr-BE.") var language: String
  @Option(help: "Apple's category: \"Society & Culture\", or \"Leisure > Video Games\".")
  var category: String
  @Option(help: "Who makes it.") var author: String
  @Option(help: "The cover: a square JPEG or PNG, 1400 to 3000 pixels.") var image: String
  @Option(help: "Whether it needs parental advice: true or false.") var explicit: Bool
  @OptionGroup var more: ShowOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard PodcastCategory(path: category) != nil else {
      throw ValidationError(
        "Apple's list has no category \"\(category)\"; write it exactly, for instance \"Society & Culture\" or \"Leisure > Video Games\"."
      )
    }
    guard Slug(rawValue: slug) != nil else {
      throw ValidationError(
        "\"\(slug)\" cannot be a short name: use lower-case letters without accents, digits and hyphens, 64 at most."
      )
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    guard let slug = Slug(rawValue: slug), let category = PodcastCategory(path: category) else {
      throw UsageRefusal.badSlug(slug)
    }
    let artwork = try ArtworkIntake(place.archive).add(URL(filePath: image))
    var details = ShowDetails(
      title: title, summary: description, language: language, category: category,
      author: author, explicit: explicit, artwork: artwork)
    more.apply(to: &details)
    let show = try await place.publishingDesk.createShow(
      slug: slug, details: details, at: place.now)
    let document = ShowDocument(show, place.addresses)
    return Answer(
      document,
      lines: [
        document.line, studioMessages.text("show_answers_later", in: place.language),
      ])
  }
}
