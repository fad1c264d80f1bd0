/// A rule of a feed that directories and apps hold publishers to.
///
/// Source: PSP-1, Apple podcast requirements, RSS 2.0 profile and Podcast Namespace, as listed in
/// anchors/publishing.md §2.
public enum FeedRule: String, Sendable, Hashable, Codable, CaseIterable {
  /// An element every directory requires is absent or empty.
  case requiredElementMissing = "required_element_missing"
  /// An element apps make good use of is absent.
  case recommendedElementMissing = "recommended_element_missing"
  /// An element stands more often than allowed.
  case elementRepeated = "element_repeated"
  /// A text has more characters than its element may hold.
  case textTooLong = "text_too_long"
  /// A description has more than 4,000 bytes.
  case descriptionTooLong = "description_too_long"
  /// A title holds tags.
  case markupInTitle = "markup_in_title"
  /// Notes hold scripts, frames or script links.
  case unsafeMarkup = "unsafe_markup"
  /// An address is not a complete http or https one.
  case urlNotAbsolute = "url_not_absolute"
  /// An address holds spaces or letters that are not percent-encoded.
  case urlNotASCII = "url_not_ascii"
  /// An address is not https; a warning while it is on this machine.
  case urlNotHTTPS = "url_not_https"
  /// The language is no ISO 639 code.
  case languageUnknown = "language_unknown"
  /// The category is not in Apple's list in this exact form.
  case categoryUnknown = "category_unknown"
  /// A value is not one of those its element allows.
  case valueNotAllowed = "value_not_allowed"
  /// The picture's name does not end in .jpg, .jpeg or .png.
  case imageExtension = "image_extension"
  /// The feed names another address as its own.
  case selfLinkMismatch = "self_link_mismatch"
  /// The show's guid is no UUID.
  case podcastGUIDMalformed = "podcast_guid_malformed"
  /// The feed has no item; Apple refuses empty feeds.
  case noEpisode = "no_episode"
  /// An element no directory reads any more, or not here.
  case elementObsolete = "element_obsolete"
  /// A date is not RFC 2822.
  case dateMalformed = "date_malformed"
  /// An item is dated later than now.
  case dateInFuture = "date_in_future"
  /// Two items have the same file; Apple drops one.
  case enclosureURLDuplicate = "enclosure_url_duplicate"
  /// The file's length is no whole number above 0.
  case enclosureLengthInvalid = "enclosure_length_invalid"
  /// The file is so small that apps distrust it.
  case enclosureSmall = "enclosure_small"
  /// The file's media type is none that apps play.
  case enclosureTypeUnknown = "enclosure_type_unknown"
  /// The file's name contradicts its media type.
  case enclosureExtensionMismatch = "enclosure_extension_mismatch"
  /// A guid that is no address is not marked isPermaLink=false.
  case guidPermalink = "guid_permalink"
  /// Two items have the same guid; apps show one.
  case guidDuplicate = "guid_duplicate"
  /// The playing time is no whole number of seconds above 0.
  case durationInvalid = "duration_invalid"
  /// A season or episode number is no whole number from 1.
  case numberInvalid = "number_invalid"
  /// An episode of a serial show has no number.
  case serialWithoutNumber = "serial_without_number"
  /// A known prefix stands for another namespace.
  case namespaceWrong = "namespace_wrong"
  /// The feed is not UTF-8.
  case encodingNotUTF8 = "encoding_not_utf8"
  /// The feed begins with a byte-order mark.
  case byteOrderMark = "byte_order_mark"
  /// The Podcast Namespace has no such element.
  case podcastTagUnknown = "podcast_tag_unknown"
  /// An element of the Podcast Namespace stands in the wrong parent.
  case podcastTagMisplaced = "podcast_tag_misplaced"
  /// A required attribute is absent.
  case attributeMissing = "attribute_missing"
  /// An attribute has no valid value.
  case attributeInvalid = "attribute_invalid"
  /// An element that needs a text has none.
  case textMissing = "text_missing"
  /// The copyright repeats the word, symbol or year.
  case copyrightWording = "copyright_wording"
  /// Chapters are not in order of time, or two begin together.
  case chaptersUnordered = "chapters_unordered"
  /// The cover is smaller than 1400 or larger than 3000 pixels.
  case artworkDimensions = "artwork_dimensions"
  /// The cover is not square.
  case artworkNotSquare = "artwork_not_square"
  /// The cover is stored in printing colours.
  case artworkColourSpace = "artwork_colour_space"
  /// The cover's name contradicts its real type.
  case artworkFormat = "artwork_format"
  /// The cover has more than 512 KB.
  case artworkHeavy = "artwork_heavy"
  /// The cover relies on a rotation mark some apps ignore.
  case artworkTurned = "artwork_turned"
  /// The notes are too long to be shown whole everywhere.
  case notesCut = "notes_cut"
  /// An attribute has more characters than it may hold.
  case attributeTooLong = "attribute_too_long"
  /// A chapter begins where the sound has ended.
  case chapterBeyondEnd = "chapter_beyond_end"
  /// Two chapters begin within one second; apps that count whole seconds show one.
  case chaptersTooClose = "chapters_too_close"
  /// A soundbite is shorter than 15 or longer than 120 seconds.
  case soundbiteLength = "soundbite_length"
  /// A soundbite reaches beyond the end of the sound.
  case soundbiteBeyondEnd = "soundbite_beyond_end"
  /// The title repeats the show's name; Apple asks not to.
  case titleNamesShow = "title_names_show"
  /// The title begins with the episode's number, which has an element of its own.
  case titleNumbered = "title_numbered"
  /// A licence of one's own has no address where its text stands.
  case licenseUnexplained = "license_unexplained"
  /// A whole episode has no transcript.
  case transcriptMissing = "transcript_missing"
  /// A person's role or group is not one of the taxonomy that apps know.
  case personUnlisted = "person_unlisted"
  /// A file the feed names cannot be fetched.
  case fileUnreachable = "file_unreachable"
  /// A server answers GET but not HEAD, which Apple asks with.
  case headRefused = "head_refused"
  /// A server sends no parts of a sound file, without which apps cannot skip in it.
  case rangesRefused = "ranges_refused"
  /// A file is not as long as the feed says.
  case lengthContradicted = "length_contradicted"
  /// A file is served as something else than it is.
  case servedAs = "served_as"
  /// The whole feed is sent again to who has it already.
  case feedNotRevalidated = "feed_not_revalidated"

  /// How much it matters when nothing softens it.
  public var severity: FeedFinding.Severity {
    switch self {
    case .recommendedElementMissing, .markupInTitle, .noEpisode, .elementObsolete, .enclosureSmall,
      .byteOrderMark, .podcastTagUnknown, .copyrightWording, .chaptersUnordered, .artworkHeavy,
      .notesCut, .chapterBeyondEnd, .chaptersTooClose, .soundbiteLength, .soundbiteBeyondEnd,
      .titleNamesShow, .titleNumbered, .licenseUnexplained, .transcriptMissing, .personUnlisted,
      .feedNotRevalidated:
      .warning
    default: .error
    }
  }
}
