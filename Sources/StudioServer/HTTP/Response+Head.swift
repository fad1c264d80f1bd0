import HTTPTypes
import Hummingbird

extension Response {
  /// The same answer for HEAD: every field as for GET, `Content-Length` as it was, no body.
  var withoutBody: Response {
    var response = Response(status: status, headers: headers)
    // The initialiser adds a length of 0 where there was none, as for 304.
    response.headers[.contentLength] = headers[.contentLength]
    return response
  }
}
