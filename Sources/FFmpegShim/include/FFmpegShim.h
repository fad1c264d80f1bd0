#ifndef FFMPEG_SHIM_H
#define FFMPEG_SHIM_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// The only door to FFmpeg. Rules of every function here:
//  - a result of type int32_t is 0 (or a count, where said) or a negative code: FFmpeg's AVERROR,
//  or one of the
//    FS_… codes below; results travel through out-parameters, which are NULL after a failure;
//  - _open/_create hands an owned handle to the caller, _close/_free takes it back and accepts
//  NULL;
//  - pointers that are not said to be owned are borrowed for the time of the call;
//  - a handle belongs to one thread at a time; only fs_stop may be shared between threads;
//  - files are descriptors of regular files, read and written by pread and pwrite: no name,
//  protocol or
//    nested open ever reaches FFmpeg.

// MARK: Codes

/// The content was recognised as a container that is not on the allow-list, or as nothing at all.
#define FS_UNSUPPORTED_FORMAT (-1000001)
/// The container is allowed; its audio is in a codec that is not on the allow-list.
#define FS_UNSUPPORTED_CODEC (-1000002)
/// The container holds no audio stream.
#define FS_NO_AUDIO (-1000003)
/// The file has no bytes.
#define FS_EMPTY (-1000004)
/// The descriptor is not a regular file.
#define FS_NOT_A_FILE (-1000005)
/// The caller's stop was requested or its deadline passed.
#define FS_STOPPED (-1000006)
/// More packets were damaged than `FS_MAX_DAMAGED_PACKETS`.
#define FS_TOO_DAMAGED (-1000007)
/// The audio's rate or channel count is outside what the product handles.
#define FS_OUT_OF_RANGE (-1000008)
/// The container has audio, but fewer streams of it than the number asked for.
#define FS_NO_TRACK (-1000009)
/// The file can only be read through: a seek would not reach the very frame.
#define FS_NOT_SEEKABLE (-1000010)

/// AVERROR_EOF, which Swift cannot import because the macro is compound.
extern const int32_t fs_end_of_file;
/// AVERROR(EAGAIN): the encoder needs more samples before it can give a packet.
extern const int32_t fs_again;

/// Writes the text of `code`, always NUL-terminated.
void fs_error_text(int32_t code, char *text, size_t capacity);

/// Writes the last warning or error FFmpeg logged on this thread, always NUL-terminated, and
/// forgets it.
void fs_take_log_line(char *text, size_t capacity);

/// The linked library versions, as "lavf 59.27.100, lavc 59.37.100, …"; static.
const char *fs_versions(void);

/// The processor features FFmpeg found and uses, as its bit mask: float output may depend on them.
int32_t fs_processor_flags(void);

// MARK: Limits (anchors: threat model rows 6 to 8)

/// Streams a container may declare before it is refused.
#define FS_MAX_STREAMS 16
/// Chapters read from an input; later ones are ignored.
#define FS_MAX_CHAPTERS 4096
/// Bytes kept of one tag, its terminating NUL included; cut at a UTF-8 boundary.
#define FS_MAX_TAG_BYTES 65536
/// Undecodable packets that are counted and skipped before decoding fails.
#define FS_MAX_DAMAGED_PACKETS 5000
/// Channels of an input.
#define FS_MAX_CHANNELS 64
/// Pixels of a picture the decoders may be asked for.
#define FS_MAX_PIXELS 25000000

// MARK: Stop

/// A request to stop, shared by reference between the thread that works and those that may cancel
/// it.
typedef struct fs_stop fs_stop;
/// Creates a stop that has not been requested.
int32_t fs_stop_create(fs_stop *_Nullable *_Nonnull out);
/// Asks the work to stop; safe from any thread and from a signal handler.
void fs_stop_request(fs_stop *stop);
/// Sets the monotonic deadline `seconds` from now; 0 or less removes it.
void fs_stop_set_deadline(fs_stop *stop, double seconds);
/// 1 when requested or past the deadline, else 0.
int32_t fs_stop_requested(const fs_stop *stop);
/// Frees the stop; nothing may use it any more.
void fs_stop_free(fs_stop *_Nullable stop);

// MARK: Reading

/// Opaque reader of a container.
typedef struct fs_demuxer fs_demuxer;

/// One audio stream as its container and codec describe it.
typedef struct fs_audio_info {
  /// Frames a second, the decoder's native rate.
  int32_t sample_rate;
  int32_t channels;
  /// Speaker of each channel as FFmpeg's AVChannel number (0 front left, 1 front right, 2 front
  /// centre, 3 LFE, 4 back left, 5 back right, 9 side left, 10 side right, …); -1 unknown.
  int32_t roles[FS_MAX_CHANNELS];
  /// 1 when the file names no layout and the usual one for the count was assumed.
  int32_t layout_assumed;
  /// Frames the container itself claims to hold; -1 when it makes no claim of its own (an estimate
  /// from the bit rate is not a claim).
  int64_t claimed_frames;
  /// Bits a second, 0 when unknown.
  int64_t bit_rate;
  /// FFmpeg's short names.
  char container[32];
  char codec[32];
} fs_audio_info;

/// Opens the container in `descriptor` (borrowed; must stay open until close) and finds its best
/// audio stream. `stop` is borrowed until close.
int32_t fs_demuxer_open(int32_t descriptor, fs_stop *stop, fs_demuxer *_Nullable *_Nonnull out);
/// The same with the audio stream `track`, counted from 1 among those with audio; 0 takes the best
/// one.
int32_t fs_demuxer_open_track(int32_t descriptor, int32_t track, fs_stop *stop,
                              fs_demuxer *_Nullable *_Nonnull out);
/// Describes the chosen audio stream.
void fs_demuxer_audio_info(const fs_demuxer *demuxer, fs_audio_info *out);
/// Bytes read so far and in all, for progress (durations lie, sizes do not).
void fs_demuxer_position(const fs_demuxer *demuxer, int64_t *read, int64_t *size);
/// Copies the tag `key` (stream first, then container), cut to `capacity`; returns its bytes, 0
/// when absent. "lyrics" also finds those of a language.
int32_t fs_demuxer_tag(const fs_demuxer *demuxer, const char *key, char *text, size_t capacity);
/// Chapters, at most FS_MAX_CHAPTERS.
int32_t fs_demuxer_chapter_count(const fs_demuxer *demuxer);

/// 1 when the container has more chapters than that, else 0.
int32_t fs_demuxer_omits_chapters(const fs_demuxer *demuxer);
/// Copies chapter `index`: seconds from the start and its title, cut to `capacity`.
/// `id` is the container's own number of it.
int32_t fs_demuxer_chapter(const fs_demuxer *demuxer, int32_t index, int64_t *id,
                           double *start_seconds, double *end_seconds, char *title,
                           size_t capacity);
/// The first attached picture of whatever kind, borrowed until close; returns 0 bytes when there is
/// none.
size_t fs_demuxer_cover(const fs_demuxer *demuxer, const uint8_t *_Nullable *_Nonnull bytes);
/// Frees the reader and everything borrowed from it.
void fs_demuxer_close(fs_demuxer *_Nullable demuxer);

/// Opaque decoder of a reader's audio stream.
typedef struct fs_decoder fs_decoder;

/// What was wrong on the way, so far.
typedef struct fs_decoder_counts {
  /// Packets the decoder refused.
  int64_t damaged_packets;
  /// Samples that were not finite or beyond ±8 and were replaced.
  int64_t repaired_samples;
  /// The negative code of a failed read that ended the stream early; 0 when it ended by itself.
  int32_t read_error;
} fs_decoder_counts;

/// Opens the decoder. `demuxer` is borrowed and must outlive it. `sanitise` 0 is for tests only.
int32_t fs_decoder_open(fs_demuxer *demuxer, int32_t sanitise, fs_decoder *_Nullable *_Nonnull out);
/// Decodes on into the caller's planes: writes 1 to `capacity` of the next frames, in the opening
/// rate and layout, as floats of full scale ±1 from the start of one plane a channel on, and their
/// number to `*frames`; fs_end_of_file at the end, when `*frames` is 0.
int32_t fs_decoder_read(fs_decoder *decoder, float *_Nonnull const *_Nonnull planes,
                        int32_t capacity, int32_t *frames);
/// Moves on so that the next read begins at `frame`, counted from the file's first: plain samples
/// in RIFF/WAVE, RF64 and W64, and native FLAC. FS_NOT_SEEKABLE, with nothing moved, for all
/// others; after any other failure nothing more can be read.
int32_t fs_decoder_seek(fs_decoder *decoder, int64_t frame);
/// The counts so far.
void fs_decoder_get_counts(const fs_decoder *decoder, fs_decoder_counts *out);
/// Frees the decoder, not its reader.
void fs_decoder_close(fs_decoder *_Nullable decoder);

/// Opaque decoder of bare MP3 frames, without a container.
typedef struct fs_frame_decoder fs_frame_decoder;
/// Opens the decoder; it remembers nothing.
int32_t fs_frame_decoder_open(fs_frame_decoder *_Nullable *_Nonnull out);
/// Decodes the `count` bytes of one whole MP3 frame: one plane of `*frames` float samples a
/// channel, full scale ±1, borrowed until the next call. Nothing is skipped at the start of a
/// stream; a frame whose main data began in frames never given decodes to silence or rubbish, not
/// to an error.
int32_t fs_frame_decoder_decode(fs_frame_decoder *decoder, const uint8_t *bytes, size_t count,
                                const float *_Nullable const *_Nullable *_Nonnull planes,
                                int32_t *frames, int32_t *channels);
/// Frees the decoder.
void fs_frame_decoder_close(fs_frame_decoder *_Nullable decoder);

// MARK: Samples

/// Replaces samples that are not finite by 0 and clamps the others to ±8; returns how many changed.
int64_t fs_sanitise(float *samples, size_t count);

/// Opaque sample rate converter for planar float.
typedef struct fs_resampler fs_resampler;
/// Creates a converter; rates in frames a second.
int32_t fs_resampler_create(int32_t channels, int32_t in_rate, int32_t out_rate,
                            fs_resampler *_Nullable *_Nonnull out);
/// Converts `frames` frames, or drains the converter when `planes` is NULL. `*made` frames are in
/// `*out`, borrowed until the next call; 0 at the end of draining.
int32_t fs_resampler_convert(fs_resampler *resampler,
                             const float *_Nullable const *_Nullable planes, int32_t frames,
                             const float *_Nullable const *_Nullable *_Nonnull out, int32_t *made);
/// Frees the converter.
void fs_resampler_free(fs_resampler *_Nullable resampler);

// MARK: Writing

/// One encoded packet; reused from call to call.
typedef struct fs_packet fs_packet;
/// Creates an empty packet.
int32_t fs_packet_create(fs_packet *_Nullable *_Nonnull out);
/// Frees the packet.
void fs_packet_free(fs_packet *_Nullable packet);

/// The packet's bytes, borrowed until the next call on it; returns how many, 0 when it is empty.
size_t fs_packet_bytes(const fs_packet *packet, const uint8_t *_Nullable *_Nonnull bytes);

/// How many frames of audio the packet stands for, as its encoder says; 0 when unknown.
int64_t fs_packet_frames(const fs_packet *packet);

/// Makes the packet one that was encoded before: a copy of `count` bytes that start at `start` and
/// stand for `frames`, both in frames of audio.
int32_t fs_packet_fill(fs_packet *packet, const uint8_t *bytes, size_t count, int64_t start,
                       int64_t frames);

/// Makes the packet one without audio that tells the muxer new codec headers of `count` bytes; it
/// comes behind the audio, at frame `start`.
int32_t fs_packet_fill_headers(fs_packet *packet, const uint8_t *bytes, size_t count,
                               int64_t start);

/// Opaque encoder from planar float to packets.
typedef struct fs_encoder fs_encoder;

/// How to encode.
typedef struct fs_encoder_settings {
  /// One of "libmp3lame", "aac", "libopus", "flac", "pcm_s24le".
  const char *codec;
  int32_t sample_rate;
  /// 1 or 2.
  int32_t channels;
  /// Bits a second, 0 for lossless codecs and where `quality` decides.
  int64_t bit_rate;
  /// 1 makes `bit_rate` an average (libmp3lame only).
  int32_t average;
  /// The encoder's own scale of quality (libmp3lame: 0 best … 9), negative for none.
  double quality;
  /// 1 when the container keeps the codec's headers (fs_container_keeps_headers).
  int32_t global_header;
  /// 0 is for tests only: LAME aborts the process on samples that are not finite.
  int32_t sanitise;
} fs_encoder_settings;

/// Creates an encoder; lavcodec's defaults hold for whatever the settings do not name.
int32_t fs_encoder_create(const fs_encoder_settings *settings, fs_encoder *_Nullable *_Nonnull out);
/// Frames of audio that a packet stands for, save the last.
int32_t fs_encoder_packet_frames(const fs_encoder *encoder);
/// Takes the next of `frames` frames from `offset` on, one plane a channel, at most what completes
/// a packet; returns the frames taken. Fetch the packets before the next call.
int32_t fs_encoder_send(fs_encoder *encoder, const float *_Nonnull const *_Nonnull planes,
                        int32_t offset, int32_t frames);
/// Says that no more frames come.
int32_t fs_encoder_flush(fs_encoder *encoder);
/// Gives the next packet: 0, fs_again (send more) or fs_end_of_file (after flush).
int32_t fs_encoder_receive(fs_encoder *encoder, fs_packet *packet);
/// Frees the encoder.
void fs_encoder_free(fs_encoder *_Nullable encoder);

/// Packs frames from one plane a channel into signed 24-bit samples, interleaved, lowest byte
/// first: 3 x channels x frames bytes, the very samples that a lossless encoder is given.
void fs_pack_s24(const float *_Nonnull const *_Nonnull planes, int32_t channels, int32_t frames,
                 uint8_t *out);

/// Opaque writer of a container.
typedef struct fs_muxer fs_muxer;
/// 1 when the container `name` wants the codec's headers apart from its packets.
int32_t fs_container_keeps_headers(const char *name);
/// Creates a writer of container "mp3", "ipod", "opus", "flac" or "wav" into `descriptor`
/// (borrowed; must stay open until free) with the stream of `encoder`. `stop` is borrowed until
/// free.
int32_t fs_muxer_create(int32_t descriptor, const char *container, const fs_encoder *encoder,
                        fs_stop *stop, fs_muxer *_Nullable *_Nonnull out);
/// Sets a tag by FFmpeg's generic key (title, artist, album, date, comment, …), UTF-8. Before
/// begin.
int32_t fs_muxer_set_tag(fs_muxer *muxer, const char *key, const char *value);
/// Adds a chapter, in order of time, UTF-8 title. Before begin.
int32_t fs_muxer_add_chapter(fs_muxer *muxer, int64_t start_milliseconds, int64_t end_milliseconds,
                             const char *title);
/// Puts bytes before everything the container writes: an MP3's ID3v2 tag, which the container then
/// writes none of. Only "mp3" takes them. Before begin.
int32_t fs_muxer_prepend(fs_muxer *muxer, const uint8_t *bytes, size_t count);
/// Attaches a front cover. Containers without pictures refuse it. Before begin.
int32_t fs_muxer_set_cover(fs_muxer *muxer, const uint8_t *bytes, size_t count, int32_t is_png,
                           int32_t width, int32_t height);
/// Writes the header.
int32_t fs_muxer_begin(fs_muxer *muxer);
/// Writes one packet; the packet is empty afterwards.
int32_t fs_muxer_write(fs_muxer *muxer, fs_packet *packet);
/// Writes the trailer and everything buffered; reports the first write error of the file's life.
int32_t fs_muxer_finish(fs_muxer *muxer);
/// Frees the writer; without finish the file is not complete.
void fs_muxer_free(fs_muxer *_Nullable muxer);

// MARK: Memory

/// Gives memory that is free back to the system, of which the C library keeps most for later.
void fs_trim_memory(void);

// MARK: Digests and checks

/// The check of a FLAC frame's header (RFC 9639 section 9.1.8): polynomial x^8 + x^2 + x + 1, from
/// 0, highest bit first.
uint8_t fs_crc8(const uint8_t *bytes, size_t count);
/// The check of a whole FLAC frame (RFC 9639 section 9.3): polynomial x^16 + x^15 + x^2 + 1, from
/// 0, highest bit first.
uint16_t fs_crc16(const uint8_t *bytes, size_t count);

/// Opaque MD5 (RFC 1321) that grows.
typedef struct fs_md5 fs_md5;
/// Starts one; NULL when there is no memory.
fs_md5 *_Nullable fs_md5_create(void);
/// Adds bytes.
void fs_md5_add(fs_md5 *md5, const uint8_t *bytes, size_t count);
/// Ends it: 16 bytes.
void fs_md5_finish(fs_md5 *md5, uint8_t *digest);
/// Frees it.
void fs_md5_free(fs_md5 *_Nullable md5);

/// SHA-256 (FIPS 180-4) of the whole file in `descriptor`, into 32 bytes; 0, FS_STOPPED or a
/// negative code.
int32_t fs_sha256(int32_t descriptor, fs_stop *stop, uint8_t *digest);

#pragma clang assume_nonnull end

#endif
