#!/usr/bin/env python3
"""Golden values of ln of the integral of exp(c t + k t^2/2) over (-D, D), and of the window integrals of the Gaussian
partition function, from the closed form in error functions by mpmath with enough digits for its cancellation.

    /usr/bin/python3 test/golden/make-windows.py > test/golden/windows.json
"""

import json
import random

from mpmath import mp, mpf

random.seed(7)


def digits(x):
    return mp.nstr(x, 20, min_fixed=1, max_fixed=0)


def log_quadratic(c, k, width):
    with mp.workdps(900):
        c, k, w = abs(mpf(c)), mpf(k), mpf(width)
        if k == 0:
            return mp.log(2 * mp.sinh(c * w) / c) if c else mp.log(2 * w)
        if k < 0 and c > -k * w:
            with mp.workdps(40):  # a difference of error functions within e^-thousands of 1: by quadrature from the end
                top, steep = c * w + k * w * w / 2, c + k * w
                scale = min(1 / steep, 2 * w)
                cuts = [min(j * scale, 2 * w) for j in range(101) if (j - 1) * scale < 2 * w]
                return top + mp.log(mp.quad(lambda s: mp.exp(-steep * s + k * s * s / 2), cuts))
        r = mp.sqrt(k / 2)
        area = mp.erfi(r * (w + c / k)) - mp.erfi(r * (-w + c / k))
        return mp.re(mp.log(mp.sqrt(mp.pi) / (2 * r) * area) - c * c / (2 * k))


def log_window(lam, mean, variance, width):
    with mp.workdps(60):
        l, m, v = mpf(lam), mpf(mean), mpf(variance)
    with mp.workdps(900):
        return l * m * m / 2 - mp.log(2 * mp.pi * v) / 2 + log_quadratic(l * m, l - 1 / v, width)


quadratic = [(0.0, 0.0, 1.0), (0.0, 1.0, 0.05), (3.0, 0.0, 2.0), (1e-9, 1e-9, 1.0), (0.0, 396.0, 8.0), (70.0, 1.0, 0.05), (1e-3, 1e-12, 0.3),
             (5.0, -1.0, 2.0), (5.0, -1.0, 20.0), (5.0, -3.0, 1.0), (0.0, -4.0, 0.1), (-2.0, 1e-7, 40.0), (30.0, -1e-6, 3.0), (1e4, 5.0, 0.5), (1e-30, 1e-30, 1e-12)]
quadratic += [(random.choice([-1, 1]) * 10 ** random.uniform(-3, 2.5), random.choice([-1, 1]) * 10 ** random.uniform(-6, 2), 10 ** random.uniform(-2, 0.7)) for _ in range(60)]
windows = [(5.0, -14.0, 0.25, 0.05), (4.0001, 14.0, 0.25, 0.05), (400.0, 0.0, 0.25, 8.0), (5.0, 0.3, 0.25, 1e-12), (4.0, 0.3, 0.25, 0.05), (4.0, 0.0, 0.25, 0.05),
           (1.0, -2.0, 1.0, 0.3), (4.0 + 2**-40, 3.0, 0.25, 0.5), (4.1, 140.0, 0.25, 0.05), (10.0, 198.0, 0.25, 0.025), (3.9, 2.0, 0.25, 0.05), (1e-6, 1.0, 0.25, 9.0)]
windows += [(4 * 10 ** random.uniform(0, 1.5), random.gauss(0, 5), 0.25, 10 ** random.uniform(-3, 0.5)) for _ in range(40)]
windows += [(10 ** random.uniform(0, 1.2), random.gauss(0, 3), 1.0, 10 ** random.uniform(-3, 0.5)) for _ in range(20)]
tables = {"logQuadraticIntegral": [[list(a), digits(log_quadratic(*a))] for a in quadratic],
          "logWindowIntegral": [[list(a), digits(log_window(*a))] for a in windows]}
print("{")
print(",\n".join(f'  "{name}": [\n' + ",\n".join("    " + json.dumps(r) for r in rows) + "\n  ]" for name, rows in tables.items()))
print("}")
