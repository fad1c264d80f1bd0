import Localization

/// The sentences of this module.
let bookingMessages = MessageCatalogue([
  .french: PackageResources.booking_fr_json,
  .dutch: PackageResources.booking_nl_json,
  .german: PackageResources.booking_de_json,
  .english: PackageResources.booking_en_json,
])
