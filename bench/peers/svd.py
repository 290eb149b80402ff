"""Singular values or vectors (LAPACK's gesdd) or symmetric eigenvectors (syevd) of a float64 matrix in NumPy."""
import os

from protocol import serve, settings

options = settings()
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402  (after the number of threads)

A = np.fromfile(options["data"], np.float64).reshape(options["rows"], options["cols"])
run = {
    "values": lambda: np.linalg.svd(A, compute_uv=False),
    "vectors": lambda: np.linalg.svd(A, full_matrices=False),
    "eigenvectors": lambda: np.linalg.eigh(A),
    "product": lambda: A.T @ A,
}[options["task"]]
run()
serve(f"NumPy {np.__version__}", run)
