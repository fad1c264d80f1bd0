import ArgumentParser
import Foundation
import Localization
import PodcastFeed
import StudioPublishing
import StudioStore

/// `studio session person`: who is recorded.
struct SessionPerson: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Names somebody who is recorded in the session.")
  @OptionGroup var target: SessionArgument
  @Argument(help: "The name to credit.") var name: String
  @Option(
    help: "What they do: host, guest, … (podcast namespace roles).", transform: readPersonRole)
  var role = "guest"
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try PersonName.check(name) }

  func answer(at place: Workplace) async throws -> Answer {
    let session = try await place.sessionToFill(named: target.session)
    let known = session.people.first { $0.name == name }
    let participant = Participant(name: name, role: role, consent: known?.consent ?? .missing)
    return try await place.answer(
      try await place.store.record(participant, in: session.id, at: place.now))
  }
}

/// `studio session consent`: their answer.
struct SessionConsent: AnsweringCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent",
    abstract: "Records somebody's answer to being published; the latest one counts.")
  @OptionGroup var target: SessionArgument
  @Argument(help: "The name as the session knows it.") var name: String
  @Argument(help: "given, refused, withdrawn or missing.", transform: readConsent)
  var consent: Consent
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try PersonName.check(name) }

  func answer(at place: Workplace) async throws -> Answer {
    let session = try await place.sessionToFill(named: target.session)
    // A slip of the pen must not give somebody else's consent.
    guard let known = session.people.first(where: { $0.name == name }) else {
      throw UsageRefusal.badPerson(name)
    }
    let participant = Participant(name: name, role: known.role, consent: consent)
    let recorded = try await place.store.record(participant, in: session.id, at: place.now)
    if recorded.peopleWhoForbidPublishing.contains(where: { $0.name == name }) {
      try await warnOfPublicEpisodes(of: session.id, place)
    }
    return try await place.answer(recorded)
  }

  /// The answer blocks what comes; what is public already stays so until somebody takes it back.
  private func warnOfPublicEpisodes(of session: SessionID, _ place: Workplace) async throws {
    for episode in try await place.store.episodes(ofSession: session)
    where [.published, .scheduled].contains(episode.status) {
      Terminal.warn(
        studioMessages.text(
          "consent_but_public_\(episode.status.rawValue)", in: place.language,
          ["name": name, "title": episode.details.title, "episode": episode.id.rawValue]))
    }
  }
}

/// The limits of a credited name (podcast namespace, `person`: 128 characters, not blank).
enum PersonName {
  static let maximumCharacters = 128

  static func check(_ name: String) throws {
    let isBlank = name.allSatisfy(\.isWhitespace)
    guard !isBlank, name.count <= maximumCharacters else {
      throw ValidationError(
        "A name has 1 to \(maximumCharacters) characters; this one has \(name.count).")
    }
  }
}

/// Reads a role of the podcast taxonomy: apps drop any other.
func readPersonRole(_ text: String) throws -> String {
  let role = text.lowercased()
  guard PersonRole.all.contains(role) else {
    let cast = (PersonRole.byGroup["cast"] ?? []).joined(separator: ", ")
    throw ValidationError(
      "'\(text)' is not a role that podcast apps know. In front of the microphone: \(cast); all "
        + "of them: https://podcasting2.org/docs/podcast-namespace/taxonomy")
  }
  return role
}

/// Reads a consent's name.
func readConsent(_ text: String) throws -> Consent {
  guard let consent = Consent(rawValue: text) else {
    throw ValidationError("'\(text)' is not one of given, refused, withdrawn, missing.")
  }
  return consent
}
