"""Writes a generated instance of K1 as the flat file that `benches/retrieval.rs` reads.

    python benches/peers/k1_export.py FOLDER/k1_occ_400000x150000.npz

The file stands beside the archive and ends in `.k1`. It is little-endian and holds 32-bit unsigned integers only:

    "K1 1"                     four bytes: the name and version of the layout
    V, N, P, n, p              terms, needs, people, entries of all needs, entries of all people
    N + 1, n, n                where each need's row begins; terms; weights
    P + 1, p, p                where each person's row begins; terms; strengths
    N, N, N                    each need's region, least level of language, licences as bits
    P, P                       each person's level of language, licences as bits
    3 P                        each person's regions, 2^32 - 1 where there are fewer than three

Region 60 is "anywhere". A row has each term once; its order is that of the archive.
"""
import sys

import numpy as np

MAGIC = b"K1 1"


def export(source):
    data = np.load(source)
    nptr, pptr = data["nptr"], data["pptr"]
    header = [int(data["V"]), len(nptr) - 1, len(pptr) - 1, len(data["nid"]), len(data["pid"])]
    names = ["nptr", "nid", "nw", "pptr", "pid", "ps", "nreg", "nlang", "nlic", "plang", "plic", "pacc"]
    target = source.removesuffix(".npz") + ".k1"
    with open(target, "wb") as file:
        file.write(MAGIC)
        np.array(header, "<u4").tofile(file)
        for name in names:
            data[name].astype(np.int64).astype("<u4").tofile(file)
    print(target)


if __name__ == "__main__":
    for source in sys.argv[1:]:
        export(source)
