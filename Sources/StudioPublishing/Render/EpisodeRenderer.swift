import Foundation
public import MediaProtocol
import MediaWorker
import PodcastFeed

/// Makes an episode's deliverables from its original: runs the worker, keeps what it wrote.
public struct EpisodeRenderer: Sendable {
  /// The names of the files in a render's folder; the published one is the first.
  private static func fileNames(_ show: Show) -> [String] {
    ["episode.mp3"] + show.details.alternateFormats.map { "episode.\($0)" }
  }

  private let folder: DataFolder
  private let store: any PublishingStore
  private let worker: MediaWorker

  /// Prepares a renderer.
  ///
  /// - Parameters:
  ///   - folder: the data folder.
  ///   - store: where episodes are kept.
  public init(folder: DataFolder, store: any PublishingStore) {
    self.folder = folder
    self.store = store
    worker = MediaWorker()
  }

  /// Renders an episode's recording and keeps the result.
  ///
  /// The worker writes into `tmp/`; the complete folder is renamed into `renders/`, and only then the
  /// store learns of it. A failure leaves nothing.
  ///
  /// - Parameters:
  ///   - episode: an episode with a recording.
  ///   - target: the loudness to reach.
  ///   - now: tells the time when the render has finished, in UTC seconds.
  ///   - progress: told how far it is.
  /// - Returns: the episode with its new render, and the report.
  /// - Throws: ``EpisodeRefusal`` without a recording, the worker's failure, ``FileFailure``, or the
  ///   store's error.
  public func render(
    _ episode: Episode, target: TargetRequest, now: @Sendable () -> Int,
    progress: @escaping @Sendable (MediaProgress) -> Void = { _ in }
  ) async throws -> (episode: Episode, report: RenderReport) {
    guard let recording = episode.recording else { throw EpisodeRefusal.noRecording(episode.id) }
    let show = try await store.show(id: episode.showID)
    let id = PublicID.new()
    let work = folder.temporary.appending(path: "render-\(id)", directoryHint: .isDirectory)
    let place = folder.renders.appending(path: id.rawValue)
    try DurableFile.makeFolder(work)
    do {
      let report = try await worker.process(
        request(for: episode, of: show, from: recording, in: work, target), progress: progress)
      let render = try finished(
        report, id: id, recording: recording, chapters: episode.details.chapters, at: now())
      try DurableFile.move(work, to: place)
      return (try await store.keep(render, forEpisode: episode.id), report)
    } catch {
      // The first error is the one to report; which of the two is there depends on where it happened.
      try? FileManager.default.removeItem(at: work)
      try? FileManager.default.removeItem(at: place)
      throw named(error, recording, of: episode)
    }
  }

  /// A failure about the archive's copy is told about the file the person knows.
  private func named(
    _ error: any Error, _ recording: Recording, of episode: Episode
  ) -> any Error {
    guard let failure = error as? MediaFailure, let name = episode.recordingName,
      failure.subject == RecordingArchive(folder).file(of: recording).path
    else { return error }
    return failure.about(name)
  }

  private func request(
    for episode: Episode, of show: Show, from recording: Recording, in work: URL,
    _ target: TargetRequest
  ) -> ProcessRequest {
    let archive = RecordingArchive(folder)
    let details = episode.details
    var request = ProcessRequest(
      inputs: [archive.file(of: recording).path],
      outputs: Self.fileNames(show).map { OutputRequest(path: work.appending(path: $0).path) },
      target: target,
      tags: MediaTags(
        title: PlainText.title(details.title), artist: PlainText.title(show.details.author),
        album: PlainText.title(show.details.title), track: details.number),
      coverPath: archive.file(of: details.artwork ?? show.details.artwork).path,
      chapters: details.chapters.filter(\.isListed).map {
        ChapterMark(
          startSeconds: Double($0.startMilliseconds) / 1000, title: $0.title,
          endSeconds: $0.endMilliseconds.map { Double($0) / 1000 }, link: $0.url)
      },
      reportPath: work.appending(path: "report.json").path)
    // The episode's chapters are the only truth: those inside the recording would contradict it.
    request.leavesOut = [.chapters]
    return request
  }

  private func finished(
    _ report: RenderReport, id: PublicID, recording: Recording, chapters: [Chapter], at now: Int
  ) throws -> Render {
    var inPlace = report
    let place = folder.renders.appending(path: id.rawValue)
    inPlace.deliverables = report.deliverables.map { deliverable in
      var moved = deliverable
      moved.path = place.appending(path: URL(filePath: deliverable.path).lastPathComponent).path
      return moved
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Render(
      id: id, recordingSHA256: recording.sha256,
      report: String(decoding: try encoder.encode(inPlace), as: UTF8.self), finishedUTC: now,
      deliverables: report.deliverables.map { deliverable in
        Deliverable(
          sha256: deliverable.sha256,
          fileName: URL(filePath: deliverable.path).lastPathComponent,
          mediaType: Self.mediaType(of: deliverable.format), bytes: deliverable.bytes,
          bitRate: deliverable.bitRate, durationSeconds: deliverable.durationSeconds)
      },
      chapters: chapters.filter(\.isListed))
  }

  private static func mediaType(of format: String) -> String {
    switch format {
    case "m4a": MediaType.m4a.rawValue
    case "opus": MediaType.opus.rawValue
    case "flac": MediaType.flac.rawValue
    case "wav": MediaType.wav.rawValue
    default: MediaType.mp3.rawValue
    }
  }
}
