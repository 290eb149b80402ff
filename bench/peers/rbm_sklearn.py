"""One epoch of scikit-learn's BernoulliRBM, batch after batch as its fit does, on float32."""
import os

from protocol import serve, settings

options = settings()
os.environ["OPENBLAS_NUM_THREADS"] = str(options["threads"])
os.environ["OMP_NUM_THREADS"] = str(options["threads"])
import numpy as np  # noqa: E402
import sklearn  # noqa: E402
from sklearn.neural_network import BernoulliRBM  # noqa: E402

rows, N = options["rows"], options["visible"]
X = np.fromfile(options["data"], np.uint8, rows * N).reshape(rows, N).astype(np.float32)
model = BernoulliRBM(
    options["hidden"],
    learning_rate=options["rate"],
    batch_size=options["batch"],
    n_iter=1,
    random_state=options["seed"],
)
model.fit(X[: 20 * options["batch"]])


def epoch():
    model.fit(X)


serve(f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}", epoch)
