import Localization
let bookingMessages = MessageCatalogue([.french: PackageResources.booking_fr_json])
