"""Singular value decomposition in NumPy (LAPACK gesdd), float64."""
import os

from protocol import serve, settings

options = settings()
os.environ["OPENBLAS_NUM_THREADS"] = str(options["threads"])
os.environ["OMP_NUM_THREADS"] = str(options["threads"])
import numpy as np  # noqa: E402

A = np.fromfile(options["matrix"], np.float64).reshape(options["rows"], options["cols"])


def decompose():
    np.linalg.svd(A, full_matrices=False, compute_uv=options["vectors"])


serve(f"NumPy {np.__version__}", decompose)
