#!/usr/bin/env python3
"""Facts of thresholded MNIST (byte >= 128), from the official files by NumPy, independently of boltzproof.

    /usr/bin/python3 test/golden/make-mnist-facts.py FOLDER > test/golden/mnist-facts.json
"""

import gzip
import hashlib
import json
import sys

import numpy as np


def read(name):
    with gzip.open(f"{sys.argv[1]}/{name}.gz") as file:
        return np.frombuffer(file.read(), np.uint8)


def facts(prefix, bias=None):
    labels = read(f"{prefix}-labels-idx1-ubyte")[8:]
    bits = read(f"{prefix}-images-idx3-ubyte")[16:].reshape(len(labels), 784) >= 128
    on = bits.sum(0)
    if bias is None:
        bias = np.log((on + 1) / (len(bits) - on + 1))
    likelihood = (bits @ bias).mean() - np.logaddexp(0, bias).sum()
    return bias, {
        "rows": len(bits),
        "bitsOn": int(on.sum()),
        "unitsNeverOn": int((on == 0).sum()),
        "labelCounts": np.bincount(labels).tolist(),
        "sha256": hashlib.sha256(np.packbits(bits, axis=1).tobytes()).hexdigest(),
        "baseRateLogLikelihood": float(likelihood),  # of the biases of the training half, nats a row
    }


bias, train = facts("train")
_, test = facts("t10k", bias)
first = read("train-images-idx3-ubyte")[16:][: 10000 * 784]
embedded = {"greySum": int(first.sum(dtype=np.int64)), "bitsOn": int((first >= 128).sum())}
print(json.dumps({"train": train, "test": test, "first10000": embedded}, indent=2))
