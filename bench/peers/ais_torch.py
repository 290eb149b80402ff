"""Annealed importance sampling in PyTorch on the CPU: base-rate start, hidden units summed out, one product v W a
temperature for both the weights and the next sweep; float32, no autograd."""
import math
import os

from protocol import serve, settings

options = settings()
os.environ["OPENBLAS_NUM_THREADS"] = str(options["blas"])
os.environ["OMP_NUM_THREADS"] = str(options["threads"])
import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch.nn.functional import softplus  # noqa: E402

torch.set_num_threads(options["threads"])
torch.set_grad_enabled(False)
torch.manual_seed(options["seed"])
N, M, chains, temperatures = (options[key] for key in ("visible", "hidden", "chains", "temperatures"))
raw = torch.from_numpy(np.fromfile(options["parameters"], np.float32))
W, a, b = raw[: N * M].reshape(N, M), raw[N * M : N * M + N], raw[N * M + N :]
start = a.clone()
u, w = torch.empty(chains, N), torch.empty(chains, M)


def anneal():
    log_weights = torch.zeros(chains)
    v = torch.lt(u.uniform_(), torch.sigmoid(start)).float()
    for i in range(1, temperatures + 1):
        before, now = (i - 1) / temperatures, i / temperatures
        x = torch.addmm(b, v, W)
        log_weights += softplus(x * now).sum(1) - softplus(x * before).sum(1)
        log_weights += (now - before) * (v @ (a - start))
        h = torch.lt(w.uniform_(), (x * now).sigmoid_()).float()
        v = torch.lt(u.uniform_(), torch.addmm((1 - now) * start + now * a, h, W.t(), alpha=now).sigmoid_()).float()
    base = softplus(start).sum() + M * math.log(2)
    return base + torch.logsumexp(log_weights, 0) - math.log(chains)


anneal_short, temperatures = temperatures, 20
anneal()
temperatures = anneal_short
serve(f"PyTorch {torch.__version__}", anneal)
