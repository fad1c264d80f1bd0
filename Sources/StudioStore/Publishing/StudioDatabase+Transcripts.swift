import Crypto
import Foundation
import GRDB
public import PodcastFeed
public import StudioPublishing

extension StudioDatabase {
  /// Keeps a transcript once, by the hash of its words.
  public func keep(
    _ transcript: Transcript, language: String, at now: Int
  ) async throws -> TranscriptFacts {
    let document = try StoredJSON.text(transcript)
    let hash = SHA256.hash(data: Data(document.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO transcript(sha256, document, added_utc) VALUES (?, ?, ?)
          ON CONFLICT DO NOTHING
          """,
        arguments: [hash, document, now])
    }
    return TranscriptFacts(
      sha256: hash, language: language, cueCount: transcript.cues.count)
  }

  /// Reads a kept transcript.
  public func transcript(_ facts: TranscriptFacts) async throws -> Transcript {
    try await read { db in
      let document = try String.fetchOne(
        db, sql: "SELECT document FROM transcript WHERE sha256 = ?", arguments: [facts.sha256])
      guard let document else {
        throw StoreError.unknown(kind: "transcript", name: String(facts.sha256.prefix(12)))
      }
      return try StoredJSON.value(Transcript.self, from: document)
    }
  }

  /// How far a show is with each directory, in the order listeners matter.
  public func directories(ofShow id: PublicID) async throws -> [DirectoryEntry] {
    try await read { try DirectoryRows.fetchAll($0, show: id) }
  }

  /// Notes how far a show is with a directory.
  public func note(
    _ entry: DirectoryEntry, ofShow id: PublicID, at now: Int
  ) async throws -> [DirectoryEntry] {
    try await write { db in
      _ = try ShowRows.fetch(db, id: id)
      let before = try DirectoryRows.fetchAll(db, show: id).filter(\.isLinked)
      try db.execute(
        sql: """
          INSERT INTO directory_entry(show_id, directory, state, link, changed_utc)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET state = excluded.state, link = excluded.link,
            changed_utc = excluded.changed_utc
          """,
        arguments: [
          id.rawValue, entry.directory.rawValue, entry.state.rawValue, entry.link, now,
        ])
      let entries = try DirectoryRows.fetchAll(db, show: id)
      // The page that lists apps leads there; the feed, and its date, stay as they are.
      if entries.filter(\.isLinked) != before {
        try db.execute(
          sql: "UPDATE show SET wanted_version = wanted_version + 1 WHERE id = ?",
          arguments: [id.rawValue])
      }
      return entries
    }
  }
}

/// A show's directories as rows; those without a row are still to do.
enum DirectoryRows {
  static func fetchAll(_ db: Database, show: PublicID) throws -> [DirectoryEntry] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM directory_entry WHERE show_id = ?", arguments: [show.rawValue])
    var known: [String: DirectoryEntry] = [:]
    for row in rows {
      let name: String = row["directory"]
      let state: String = row["state"]
      guard let directory = Directory(rawValue: name),
        let stage = DirectoryEntry.State(rawValue: state)
      else { throw StoreError.unknown(kind: "directory", name: name) }
      known[name] = DirectoryEntry(directory: directory, state: stage, link: row["link"])
    }
    return Directory.allCases.map { known[$0.rawValue] ?? DirectoryEntry(directory: $0) }
  }
}
