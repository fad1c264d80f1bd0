/// What the header of a picture says about it.
public struct ArtworkFacts: Codable, Sendable, Hashable {
  /// The real type of the bytes, whatever the name.
  public enum Format: String, Codable, Sendable, CaseIterable {
    /// JPEG.
    case jpeg
    /// PNG.
    case png
  }

  /// How the picture stores colour.
  public enum ColourSpace: String, Codable, Sendable, CaseIterable {
    /// Red, green and blue, with or without transparency, palettes included.
    case rgb
    /// Shades of grey.
    case grey
    /// Printing colours, which apps show wrongly or not at all.
    case cmyk
  }

  /// The real type.
  public var format: Format
  /// Width in pixels.
  public var widthPixels: Int
  /// Height in pixels.
  public var heightPixels: Int
  /// How colour is stored.
  public var colourSpace: ColourSpace
  /// Size of the file in bytes.
  public var bytes: Int
  /// EXIF orientation 1…8; anything but 1 is turned by some apps and not by others.
  public var orientation: Int

  /// Makes the facts of one picture.
  public init(
    format: Format, widthPixels: Int, heightPixels: Int, colourSpace: ColourSpace, bytes: Int,
    orientation: Int = 1
  ) {
    self.format = format
    self.widthPixels = widthPixels
    self.heightPixels = heightPixels
    self.colourSpace = colourSpace
    self.bytes = bytes
    self.orientation = orientation
  }
}
