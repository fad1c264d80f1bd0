import ArgumentParser
import Foundation
import PodcastFeed
import StudioPublishing
import StudioStore

/// `studio show edit`: changes a podcast; former addresses keep leading to it.
struct ShowEditCommand: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Changes a podcast; its former addresses keep leading to it for good.")
  @Argument(help: "Its short name.") var show: String
  @Option(help: "A new short name; the old addresses answer 301 from then on.") var slug: String?
  @Option(help: "Its name, without keywords.", transform: readTitle) var title: String?
  @Option(help: "What it is about (plain text or simple HTML).") var description: String?
  @Option(help: "ISO 639 code, with or without region: fr, fr-BE.") var language: String?
  @Option(help: "Apple's category; several: the first one counts most.") var category: [String] = []
  @Option(help: "Who makes it.") var author: String?
  @Option(help: "The cover: a square JPEG or PNG, 1400 to 3000 pixels.") var image: String?
  @Option(help: "Whether it needs parental advice: true or false.") var explicit: Bool?
  @Option(
    help: ArgumentHelp(
      "What to take away again, such as owner; may be repeated.", valueName: "field"),
    transform: readWord)
  var remove: [RemovableShowField] = []
  @OptionGroup var more: ShowOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for path in category where PodcastCategory(path: path) == nil {
      throw ValidationError(
        "Apple's list has no category \"\(path)\"; write it exactly, for instance \"Society & Culture\" or \"Leisure > Video Games\"."
      )
    }
    if let slug, Slug(rawValue: slug) == nil {
      throw ValidationError(
        "\"\(slug)\" cannot be a short name: use lower-case letters without accents, digits and hyphens, 64 at most."
      )
    }
  }

  func answer(at place: Workplace) async throws -> Answer {
    let found = try await place.show(named: show)
    let artwork = try image.map { try ArtworkIntake(place.archive).add(URL(filePath: $0)) }
    let categories = category.compactMap { PodcastCategory(path: $0) }
    let edited = try await place.publishingDesk.editShow(found, at: place.now) { edit in
      for field in remove { field.remove(from: &edit.details) }
      if let slug = slug.flatMap({ Slug(rawValue: $0) }) { edit.slug = slug }
      if let title { edit.details.title = title }
      if let description { edit.details.summary = description }
      if let language { edit.details.language = language }
      if let first = categories.first {
        edit.details.category = first
        edit.details.moreCategories = Array(categories.dropFirst())
      }
      if let author { edit.details.author = author }
      if let artwork { edit.details.artwork = artwork }
      if let explicit { edit.details.explicit = explicit }
      more.apply(to: &edit.details)
    }
    let document = ShowDocument(edited, place.addresses)
    return Answer(document, lines: [document.line])
  }
}
