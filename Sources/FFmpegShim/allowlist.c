#include "allowlist.h"

#include <libavutil/avstring.h>

// Never on these lists, because they open other files or run code nobody needs here: hls, dash,
// concat, image2, sdp, rtsp, and every codec that is not how people keep speech and music.
const char *const fs_allowed_containers =
    "wav,w64,aiff,flac,mp3,aac,ogg,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm";

const char *const fs_allowed_decoders =
    "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,"
    "pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,pcm_s8_planar,pcm_s16le_planar,pcm_s16be_planar,"
    "pcm_s24le_planar,pcm_s32le_planar,flac,mp3float,mp3,aac,alac,vorbis,opus";

int fs_container_allowed(const AVInputFormat *format) {
  return av_match_list(format->name, fs_allowed_containers, ',') > 0;
}

const AVCodec *fs_decoder_for(enum AVCodecID id) {
  // The float decoder never clips; the first registered one is otherwise lavcodec's own native
  // decoder.
  const AVCodec *codec =
      id == AV_CODEC_ID_MP3 ? avcodec_find_decoder_by_name("mp3float") : avcodec_find_decoder(id);
  if (!codec || codec->type != AVMEDIA_TYPE_AUDIO)
    return NULL;
  return av_match_list(codec->name, fs_allowed_decoders, ',') > 0 ? codec : NULL;
}
