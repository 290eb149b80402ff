"""One epoch of (persistent) contrastive divergence in PyTorch on the CPU, written for speed: no autograd, products
that accumulate in place, uniforms into preallocated tensors."""
import os

from protocol import serve, settings

options = settings()
os.environ["OPENBLAS_NUM_THREADS"] = str(options["blas"])
os.environ["OMP_NUM_THREADS"] = str(options["threads"])
import numpy as np  # noqa: E402
import torch  # noqa: E402

torch.set_num_threads(options["threads"])
torch.set_grad_enabled(False)
torch.manual_seed(options["seed"])
rows, N, M, B, k = (options[key] for key in ("rows", "visible", "hidden", "batch", "steps"))
rate = options["rate"]
X = torch.from_numpy(np.fromfile(options["data"], np.uint8, rows * N).reshape(rows, N)).float()
W = 0.01 * torch.randn(N, M)
a = torch.log((X.sum(0) + 1) / (rows + 1 - X.sum(0)))
b = torch.zeros(M)
h = (torch.rand(B, M) < 0.5).float()
u, w = torch.empty(B, N), torch.empty(B, M)


def draw(uniforms, probability):
    return torch.lt(uniforms.uniform_(), probability).float()


def update(batch):
    global h
    data = X[batch]
    p = torch.addmm(b, data, W).sigmoid_()
    if options["algorithm"] == "cd":
        h = draw(w, p)
    for _ in range(k):
        v = draw(u, torch.addmm(a, h, W.t()).sigmoid_())
        q = torch.addmm(b, v, W).sigmoid_()
        h = draw(w, q)
    W.addmm_(data.t(), p, alpha=rate / B)
    W.addmm_(v.t(), q, alpha=-rate / B)
    a.add_(data.mean(0) - v.mean(0), alpha=rate)
    b.add_(p.mean(0) - q.mean(0), alpha=rate)


def epoch():
    order = torch.randperm(rows)
    for start in range(0, rows - B + 1, B):
        update(order[start : start + B])


for start in range(0, min(rows, 20 * B), B):
    update(torch.arange(start, start + B))
serve(f"PyTorch {torch.__version__}", epoch)
