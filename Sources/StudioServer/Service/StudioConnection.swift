import HummingbirdCore
import Logging
import NIOCore

/// A connection of the application with what stands in front of it: nothing that was handed over is lost
/// when it closes, and known answers are given at once.
struct StudioConnection: ServerChildChannel {
  /// The connection of the application; its handlers include a ``HeadDeadlineHandler``.
  let application: HTTP1Channel
  /// Knows the answers; nil where every request is to go through the application.
  let publicSide: PublicSide?
  /// Longer heads are for the application to refuse.
  let maximumHeadBytes: Int

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    application.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      if let publicSide {
        let handler = KnownAnswerHandler(
          publicSide: publicSide, maximumHeadBytes: maximumHeadBytes,
          progress: try pipeline.handler(type: HeadDeadlineHandler.self))
        try pipeline.addHandler(handler, position: .first)
      }
      try pipeline.addHandler(DrainBeforeCloseHandler(), position: .first)
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await application.handle(value: value, logger: logger)
  }
}
