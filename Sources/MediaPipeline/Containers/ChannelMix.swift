/// How the channels of a source become those of a deliverable: none changed, or a stated matrix.
///
/// Source of the matrix: ITU-R BS.775-4, Annex 4, table 2 (3/2 to 2/0): centre and surrounds at
/// −3 dB, LFE left out. Mono from stereo is the mean of both.
public struct ChannelMix: Sendable, Hashable {
  /// Channels of the source.
  public let input: AudioFormat
  /// Channels of the deliverable.
  public let output: AudioFormat
  /// One row a deliverable's channel, one factor a source channel; `nil` when nothing changes.
  public let matrix: [[Float]]?
  /// Whether channels 1 and 2 were taken and the others left out, without anybody asking for them.
  public let takesFirstTwo: Bool
  /// Whether more than two channels were mixed down to stereo.
  public let mixesDown: Bool

  /// Whether every channel of the deliverable is one of the source, unchanged.
  public var isSelection: Bool {
    matrix?.allSatisfy { row in row.filter { $0 != 0 } == [1] } ?? true
  }

  /// −3 dB: ITU-R BS.775-4, Annex 4, table 2.
  private static let minus3dB: Float = 0.707_106_78

  /// Plans the mix of a source.
  ///
  /// Mono stays mono and stereo stays stereo. More channels with known roles are mixed down to
  /// stereo; above 8 channels, or without a layout, channels 1 and 2 are taken (a desk's file
  /// carries the mix there), never summed.
  ///
  /// - Parameters:
  ///   - source: what the file says.
  ///   - toMono: whether the target wants one channel.
  ///   - toStereo: whether two are wanted: one channel then sounds on both sides.
  ///   - channels: one or two channels to take instead, counted from 1; empty plans as above.
  /// - Throws: ``MediaError`` with code `noSuchChannel` when the source has not as many.
  public init(
    source: SourceDescription, toMono: Bool = false, toStereo: Bool = false, channels: [Int] = []
  ) throws(MediaError) {
    let input = source.format
    let count = input.channelCount
    let known = !source.layoutAssumed && count <= 8 && !input.roles.contains(.unknown)
    var rows: [[Float]]?
    if !channels.isEmpty {
      rows = try Self.chosen(channels, of: count)
    } else if count > 2 {
      rows = try known ? Self.stereoRows(input.roles) : Self.chosen([1, 2], of: count)
    }
    if toMono, rows?.count ?? count > 1 {
      let stereo = rows ?? [[1, 0], [0, 1]]
      rows = [zip(stereo[0], stereo[1]).map { ($0 + $1) / 2 }]
    }
    if toStereo, rows?.count ?? count == 1 {
      let one = rows?[0] ?? [1]
      rows = [one, one]
    }
    self.input = input
    matrix = rows
    takesFirstTwo = channels.isEmpty && count > 2 && !known
    mixesDown = channels.isEmpty && count > 2 && known
    switch rows?.count ?? count {
    case 1: output = .mono(sampleRate: input.sampleRate)
    default: output = .stereo(sampleRate: input.sampleRate)
    }
  }

  /// Applies the matrix.
  ///
  /// - Parameter block: frames in the source's channels.
  /// - Returns: as many frames in the deliverable's channels.
  /// - Complexity: O(frames × channels).
  public func apply(_ block: AudioBlock) -> AudioBlock {
    guard let matrix else { return block }
    var mixed = AudioBlock(channelCount: matrix.count, frameCount: block.frameCount)
    for (row, factors) in matrix.enumerated() {
      mixed.withMutableChannel(row) { target in
        for (channel, factor) in factors.enumerated() where factor != 0 {
          block.withChannel(channel) { source in
            for frame in 0..<target.count { target[frame] += factor * source[frame] }
          }
        }
      }
    }
    return mixed
  }

  /// One row a channel taken.
  private static func chosen(_ channels: [Int], of count: Int) throws(MediaError) -> [[Float]] {
    precondition((1...2).contains(channels.count), "one or two channels can be taken")
    for channel in channels where !(1...count).contains(channel) {
      throw MediaError(.noSuchChannel, detail: "\(channel) > \(count)")
    }
    return channels.map { channel in (1...count).map { $0 == channel ? 1 : 0 } }
  }

  private static func stereoRows(_ roles: [ChannelRole]) -> [[Float]] {
    let factors = roles.map(stereoFactors)
    return [factors.map(\.left), factors.map(\.right)]
  }

  private static func stereoFactors(_ role: ChannelRole) -> (left: Float, right: Float) {
    switch role {
    case .frontLeft: (1, 0)
    case .frontRight: (0, 1)
    case .frontCentre, .topFrontCentre, .topCentre, .bottomFrontCentre: (minus3dB, minus3dB)
    case .sideLeft, .backLeft, .wideLeft, .frontLeftOfCentre, .topFrontLeft, .topSideLeft,
      .topBackLeft, .bottomFrontLeft:
      (minus3dB, 0)
    case .sideRight, .backRight, .wideRight, .frontRightOfCentre, .topFrontRight, .topSideRight,
      .topBackRight, .bottomFrontRight:
      (0, minus3dB)
    // A lone back channel is shared between both sides.
    case .backCentre, .topBackCentre: (minus3dB * minus3dB, minus3dB * minus3dB)
    case .lowFrequency, .lowFrequency2, .unknown: (0, 0)
    }
  }
}
