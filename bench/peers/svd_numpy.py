"""Singular values, with vectors or without, (LAPACK gesdd) or symmetric eigenvectors (syevd) in NumPy, float64."""
import os

from protocol import serve, settings

options = settings()
os.environ["OPENBLAS_NUM_THREADS"] = str(options["threads"])
os.environ["OMP_NUM_THREADS"] = str(options["threads"])
import numpy as np  # noqa: E402

A = np.fromfile(options["matrix"], np.float64).reshape(options["rows"], options["cols"])
run = {
    "values": lambda: np.linalg.svd(A, compute_uv=False),
    "vectors": lambda: np.linalg.svd(A, full_matrices=False),
    "eigenvectors": lambda: np.linalg.eigh(A),
}[options["task"]]


serve(f"NumPy {np.__version__}", run)
