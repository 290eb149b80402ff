"""One epoch of (persistent) contrastive divergence in NumPy, written for speed: float32 throughout, products into
preallocated arrays, in-place logistic function, single-precision random numbers from SFC64."""
import os

from protocol import serve, settings

options = settings()
os.environ["OPENBLAS_NUM_THREADS"] = str(options["threads"])
import numpy as np  # noqa: E402  (after the number of threads)

rows, N, M, B, k = (options[key] for key in ("rows", "visible", "hidden", "batch", "steps"))
rate = np.float32(options["rate"])
X = np.fromfile(options["data"], np.uint8, rows * N).reshape(rows, N).astype(np.float32)
rng = np.random.Generator(np.random.SFC64(options["seed"]))
W = rng.normal(0, 0.01, (N, M)).astype(np.float32)
a = np.log((X.sum(0) + 1) / (rows + 1 - X.sum(0))).astype(np.float32)
b = np.zeros(M, np.float32)
h = (rng.random((B, M), np.float32) < 0.5).astype(np.float32)
v, p = np.empty((B, N), np.float32), np.empty((B, M), np.float32)
u, w = np.empty((B, N), np.float32), np.empty((B, M), np.float32)
data, q, positive, negative = np.empty_like(v), np.empty_like(p), np.empty_like(W), np.empty_like(W)


def logistic(x, bias):
    x += bias
    np.negative(x, out=x)
    np.exp(x, out=x)
    x += np.float32(1)
    np.reciprocal(x, out=x)


def draw(out, uniforms, probability):
    rng.random(dtype=np.float32, out=uniforms)
    np.less(uniforms, probability, out=out, casting="unsafe")


def update(batch):
    global h
    np.take(X, batch, axis=0, out=data)
    np.dot(data, W, out=p)
    logistic(p, b)
    if options["algorithm"] == "cd":
        draw(h, w, p)
    for _ in range(k):
        np.dot(h, W.T, out=v)
        logistic(v, a)
        draw(v, u, v)
        np.dot(v, W, out=q)
        logistic(q, b)
        draw(h, w, q)
    np.dot(data.T, p, out=positive)
    np.dot(v.T, q, out=negative)
    np.subtract(positive, negative, out=positive)
    np.multiply(positive, rate / B, out=positive)
    np.add(W, positive, out=W)
    a.__iadd__((data.mean(0) - v.mean(0)) * rate)
    b.__iadd__((p.mean(0) - q.mean(0)) * rate)


def epoch():
    order = rng.permutation(rows)
    for start in range(0, rows - B + 1, B):
        update(order[start : start + B])


for start in range(0, min(rows, 20 * B), B):
    update(np.arange(start, start + B))
serve(f"NumPy {np.__version__}", epoch)
