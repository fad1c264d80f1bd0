import Glibc

/// The machine's clock.
enum WallClock {
  /// Seconds since 1970 in UTC.
  static var unixSeconds: Int64 {
    var now = timespec()
    // Cannot fail for this clock and a valid address.
    unsafe clock_gettime(CLOCK_REALTIME_COARSE, &now)
    return Int64(now.tv_sec)
  }
}
