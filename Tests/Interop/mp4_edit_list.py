"""Says what an M4A promises to play, by its boxes alone: ISO/IEC 14496-12.

Written apart from the product and from FFmpeg, to check what they write: prints the first edit's start and
length and the sum of the durations of all samples, in ticks of the track's clock.
"""
import json
import struct
import sys


def boxes(data, start, end):
    while start + 8 <= end:
        size, kind = struct.unpack(">I4s", data[start : start + 8])
        head = 8
        if size == 1:
            (size,) = struct.unpack(">Q", data[start + 8 : start + 16])
            head = 16
        yield kind.decode("latin-1"), start + head, start + size
        start += size


def find(data, path, start=0, end=None):
    end = len(data) if end is None else end
    for kind, inner, after in boxes(data, start, end):
        if kind == path[0]:
            return (inner, after) if len(path) == 1 else find(data, path[1:], inner, after)
    raise SystemExit(f"no {'/'.join(path)}")


def clock(data, path):
    at, _ = find(data, path)
    wide = data[at] == 1
    (ticks,) = struct.unpack(">I", data[at + (20 if wide else 12) : at + (24 if wide else 16)])
    return ticks


def main():
    data = open(sys.argv[1], "rb").read()
    movie = clock(data, ["moov", "mvhd"])
    track = clock(data, ["moov", "trak", "mdia", "mdhd"])
    at, _ = find(data, ["moov", "trak", "edts", "elst"])
    count = struct.unpack(">I", data[at + 4 : at + 8])[0]
    assert count == 1, f"{count} edits"
    form = ">Qq" if data[at] == 1 else ">Ii"
    length, start = struct.unpack(form, data[at + 8 : at + 8 + struct.calcsize(form)])
    at, _ = find(data, ["moov", "trak", "mdia", "minf", "stbl", "stts"])
    count = struct.unpack(">I", data[at + 4 : at + 8])[0]
    runs = [struct.unpack(">II", data[at + 8 + 8 * n : at + 16 + 8 * n]) for n in range(count)]
    print(
        json.dumps(
            {
                "start": start,
                "length": length * track / movie,
                "samples": sum(number * delta for number, delta in runs),
                "clock": track,
            }
        )
    )


main()
