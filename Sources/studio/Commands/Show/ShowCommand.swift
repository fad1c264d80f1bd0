import ArgumentParser
import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import StudioStore

/// `studio show …`: podcasts.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Podcasts.",
    subcommands: [
      ShowCreate.self, ShowList.self, ShowEditCommand.self, ShowDirectories.self,
    ])
}

/// A show as JSON.
struct ShowDocument: Encodable {
  let id: PublicID
  let slug: Slug
  let podcastGUID: String?
  let title: String
  let language: String
  let category: String
  let author: String
  let explicit: Bool
  let type: ShowType
  let isModerated: Bool
  let url: String
  let feedURL: String

  init(_ show: StudioPublishing.Show, _ addresses: PublicAddresses) {
    id = show.id
    slug = show.slug
    podcastGUID = show.podcastGUID
    title = show.details.title
    language = show.details.language
    category = show.details.category.path
    author = show.details.author
    explicit = show.details.explicit
    type = show.details.type
    isModerated = show.details.isModerated
    url = addresses.page(of: show)
    feedURL = addresses.feed(of: show)
  }

  /// One line: short name, name, feed.
  var line: String { "\(slug) · \(title) · \(feedURL)" }
}

struct ShowList: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists all podcasts.")
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func answer(at place: Workplace) async throws -> Answer {
    let shows = try await place.store.shows().map { ShowDocument($0, place.addresses) }
    return Answer(
      list: shows, none: studioMessages.text("show_none", in: place.language), line: \.line)
  }
}
