// Only FFmpegShim includes FFmpeg's headers; this module exists so that SwiftPM finds and links
// the four libraries through pkg-config. It deliberately declares nothing.
