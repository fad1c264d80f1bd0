extension XMLWriter {
  /// Appends the elements of the Podcast Namespace that channel and item have in common.
  mutating func shared(
    people: [Person], locations: [Location], license: License?, fundings: [Funding],
    textRecords: [TextRecord], images: [FeedImage]
  ) {
    for person in people {
      text(
        "podcast:person",
        [
          "role": person.role, "group": person.group, "img": person.imageURL,
          "href": person.pageURL,
        ],
        person.name)
    }
    for location in locations {
      text(
        "podcast:location",
        [
          "rel": location.relation == .subject ? nil : location.relation.rawValue,
          "geo": location.geo, "osm": location.osm, "country": location.country,
        ],
        location.name)
    }
    if let license { text("podcast:license", ["url": license.url], license.name) }
    for funding in fundings { text("podcast:funding", ["url": funding.url], funding.label) }
    for record in textRecords { text("podcast:txt", ["purpose": record.purpose], record.text) }
    for image in images {
      empty(
        "podcast:image",
        [
          "href": image.url, "alt": image.alternativeText, "aspect-ratio": image.aspectRatio,
          "width": image.widthPixels.map(String.init),
          "height": image.heightPixels.map(String.init),
          "type": image.mediaType?.rawValue, "purpose": image.purpose,
        ])
    }
  }
}
