package import Hummingbird
import NIOCore

/// What a request carries through the chain.
package struct StudioRequestContext: RequestContext {
  /// Hummingbird's own part.
  package var coreContext: CoreRequestContextStorage
  /// The thread that writes to this connection.
  let eventLoop: any EventLoop

  /// Starts the context of one request.
  ///
  /// - Parameter source: the connection and its logger.
  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    eventLoop = source.channel.eventLoop
  }
}
