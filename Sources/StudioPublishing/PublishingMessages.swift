import Localization

/// The sentences of this module.
let publishingMessages = MessageCatalogue([
  .french: PackageResources.publishing_fr_json, .dutch: PackageResources.publishing_nl_json,
  .german: PackageResources.publishing_de_json, .english: PackageResources.publishing_en_json,
])
