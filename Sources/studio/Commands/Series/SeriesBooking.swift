import StudioBooking
import StudioStore

/// `studio book` with `--every` or `--repeat`.
enum SeriesBooking {
  /// Books a series or previews it.
  ///
  /// - Parameters:
  ///   - booking: what every occurrence is.
  ///   - repetition: how it repeats.
  ///   - options: preview and skip.
  ///   - actor: who books.
  ///   - key: makes the command repeatable.
  ///   - place: where.
  /// - Returns: the series, or the preview.
  /// - Throws: a refusal of any rule.
  static func answer(
    _ booking: BookingRequest, _ repetition: Repetition, _ options: RepetitionOptions,
    by actor: Actor, key: String?, at place: Workplace
  ) async throws -> Answer {
    let request = SeriesRequest(
      booking: booking, repetition: repetition, onConflict: options.skip ? .skip : .refuse)
    if options.preview {
      let plan = try await place.store.preview(request, at: place.now)
      return Answer(plan, lines: SeriesText.lines(plan, place))
    }
    let series = try await place.store.reserve(request, by: actor, key: key, at: place.now)
    return Answer(series, lines: SeriesText.lines(series, place))
  }
}
