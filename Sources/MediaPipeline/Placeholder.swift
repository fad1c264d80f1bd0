import FFmpegShim
let linkedVersion = fs_avformat_version()
