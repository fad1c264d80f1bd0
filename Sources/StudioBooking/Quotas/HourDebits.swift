/// What stays on the ledger of hours when somebody does not come; both are off unless a venue asks.
public struct HourDebits: Hashable, Sendable, Codable {
  /// Whether hours cancelled too late stay used.
  public let lateCancel: Bool
  /// Whether hours of somebody who did not come stay used.
  public let noShow: Bool

  /// Chooses.
  public init(lateCancel: Bool = false, noShow: Bool = false) {
    self.lateCancel = lateCancel
    self.noShow = noShow
  }

  private enum CodingKeys: String, CodingKey { case lateCancel, noShow }

  /// Reads `{"lateCancel": true}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    lateCancel = try container.decodeIfPresent(Bool.self, forKey: .lateCancel) ?? false
    noShow = try container.decodeIfPresent(Bool.self, forKey: .noShow) ?? false
  }
}

/// Whether giving a reservation back is in time.
public enum CancellationNotice {
  /// Whether a cancellation is late: less than the notice is left before the start, in real time.
  ///
  /// Exactly at the notice is in time, one second later is late. A clock change in between does not
  /// matter: the notice is so many real hours.
  public static func isLate(atUTC now: Int, startUTC: Int, noticeHours: Int?) -> Bool {
    guard let noticeHours else { return false }
    return now > startUTC - noticeHours * 3600
  }
}
