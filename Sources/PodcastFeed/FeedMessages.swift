internal import Localization

/// The sentences of this module.
enum FeedMessages {
  static let catalogue = MessageCatalogue([
    .french: PackageResources.feed_fr_json,
    .dutch: PackageResources.feed_nl_json,
    .german: PackageResources.feed_de_json,
    .english: PackageResources.feed_en_json,
  ])
}
