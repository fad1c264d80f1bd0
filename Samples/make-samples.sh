#!/usr/bin/env bash
# Makes Samples/recordings and Samples/artwork again, from nothing but text and synthesis:
# needs Debian's espeak-ng, sox, libsox-fmt-all and fonts-dejavu-core, and PyPI's pillow.
# The files are committed; run this only to change them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$here/recordings
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out" "$here/artwork"

say() { # voice, speed, pitch, text, output
  espeak-ng -v "$1" -s "$2" -p "$3" -w "$work/say.wav" "$4"
  sox "$work/say.wav" -r 48000 -c 1 -b 24 "$5"
}

# Three takes of one conversation, recorded by people who sit too far from, and too near, the
# microphone: about -38, -27 and -20 LUFS.
say fr-fr+f3 150 55 "Bonjour et bienvenue dans la voix du tiers-lieu, le podcast enregistré ici même, au premier étage. Aujourd'hui, nous recevons Karim, qui anime l'atelier de réparation du samedi matin. Karim, bonjour." "$work/1.wav"
say fr-be+m3 140 40 "Bonjour. Merci de m'accueillir. Le samedi, on répare de tout : des grille-pain, des vélos, des radios. L'an dernier, cent vingt objets sont repartis en état de marche, et on a surtout bien ri." "$work/2.wav"
say fr-fr+f3 165 60 "Cent vingt objets ! C'est énorme. Alors, pour venir, rien de plus simple : on pousse la porte, on prend un café, et on demande Karim. À la semaine prochaine !" "$work/3.wav"
sox "$work/1.wav" "$out/take-1-far.flac" gain -n -20 pad 0.4 0.6
sox "$work/2.wav" "$out/take-2-normal.flac" gain -n -8 pad 0.3 0.5
sox "$work/3.wav" "$out/take-3-near.flac" gain -n -0.3 pad 0.2 0.8

# Stereo: two voices at the two sides, and a laugh that clips hard on the left.
say fr-fr+f4 190 75 "Ha ha ha ha ha ! Ha ha ha ! Non, mais vraiment !" "$work/laugh.wav"
sox "$work/laugh.wav" "$work/clipped.wav" gain -n 5 gain -0.1 trim 0 2.2
sox -m -v 0.5 "$work/2.wav" -v 0.1 "$work/1.wav" "$work/talk.wav"
sox "$work/talk.wav" "$work/left.wav" pad 0 4.5
sox "$work/1.wav" "$work/right.wav" gain -n -14 pad 0 4.5
sox "$work/clipped.wav" "$work/late.wav" pad 7 0
sox -m -v 1 "$work/left.wav" -v 1 "$work/late.wav" "$work/left2.wav"
sox -M "$work/left2.wav" "$work/right.wav" -b 16 "$out/conversation-clipped-laugh.flac" trim 0 16

# 5.1 in WAVE order (L R C LFE Ls Rs): speech in the centre, room on the others, a rumble in LFE.
sox "$work/3.wav" "$work/c.wav" gain -n -6 trim 0 8
sox -n -r 48000 -b 24 "$work/room.wav" synth 8 pinknoise vol 0.01
sox -n -r 48000 -b 24 "$work/lfe.wav" synth 8 sine 45 vol 0.05
sox -M "$work/room.wav" "$work/room.wav" "$work/c.wav" "$work/lfe.wav" "$work/room.wav" \
  "$work/room.wav" -b 16 "$out/surround-5.1.flac"

python3 "$here/make-cover.py" "$here/artwork/cover.jpg"
ls -l "$out" "$here/artwork"
