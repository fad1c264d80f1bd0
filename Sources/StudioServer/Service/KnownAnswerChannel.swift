import HummingbirdCore
import Logging
import NIOCore

/// A connection of the application with a ``KnownAnswerHandler`` in front.
struct KnownAnswerChannel: ServerChildChannel {
  /// The connection of the application; its handlers include a ``HeadDeadlineHandler``.
  let application: HTTP1Channel
  /// Knows the answers.
  let publicSide: PublicSide
  /// Longer heads are for the application to refuse.
  let maximumHeadBytes: Int

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    application.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let handler = KnownAnswerHandler(
        publicSide: publicSide, maximumHeadBytes: maximumHeadBytes,
        progress: try pipeline.handler(type: HeadDeadlineHandler.self))
      try pipeline.addHandler(handler, position: .first)
      // A request fits one read; asking at once for more would cost as much again to hear of nothing.
      try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await application.handle(value: value, logger: logger)
  }
}
