#!/usr/bin/env python3
"""Golden values of src/numeric/special.ts and of the Kolmogorov-Smirnov law, computed by mpmath with 50 digits
and kept to 20. Arguments are exact doubles. Needs mpmath (Debian: python3-mpmath).

    /usr/bin/python3 test/golden/make-special.py > test/golden/special.json
"""

import json
from fractions import Fraction
from math import comb, factorial, gcd

from mpmath import mp, mpf

mp.dps = 50


def digits(x):
    return mp.nstr(x, 20, min_fixed=1, max_fixed=0)


def table(f, arguments):
    rows = []
    for a in arguments:
        a = a if isinstance(a, tuple) else (a,)
        rows.append([list(a), digits(f(*(mpf(x) for x in a)))])
    return rows


def normal_quantile(p):
    """Newton on the logarithm of the smaller tail: 1 - 2p would round away a small p."""
    tail = min(p, 1 - p)
    z = -mp.sqrt(-2 * mp.log(tail)) if tail < mpf("0.3") else -mp.sqrt(2) * mp.erfinv(1 - 2 * tail)
    for _ in range(60):
        mass = mp.erfc(-z / mp.sqrt(2)) / 2
        z -= mp.log(mass / tail) * mass / mp.npdf(z)
    return z if p <= mpf("0.5") else -z


def dawson(x):
    return mp.sqrt(mp.pi) / 2 * mp.exp(-x * x) * mp.erfi(x)


def ks_survival(n, d):
    """P(D_n >= d), exact in rationals: Marsaglia, Tsang, Wang, J. Stat. Softw. 8(18), 2003."""
    d = Fraction(d)
    k = int(n * d) + 1
    m = 2 * k - 1
    h = k - n * d
    H = [[Fraction(int(i - j + 1 >= 0)) for j in range(m)] for i in range(m)]
    for i in range(m):
        H[i][0] -= h ** (i + 1)
        H[m - 1][i] -= h ** (m - i)
    H[m - 1][0] += max(Fraction(0), 2 * h - 1) ** m
    for i in range(m):
        for j in range(m):
            if i - j + 1 > 0:
                H[i][j] /= factorial(i - j + 1)
    with mp.workdps(100):
        power = [[mpf(x.numerator) / x.denominator for x in row] for row in H]
        inside = (mp.matrix(power) ** n)[k - 1, k - 1] * mp.factorial(n) / mpf(n) ** n
        return 1 - inside


def ks_two_sample_survival(n, m, steps):
    """P(D_nm >= steps / lcm(n, m)) by counting lattice paths in whole numbers."""
    lcm = n * m // gcd(n, m)
    a, b = lcm // n, lcm // m
    inside = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if abs(i * a - j * b) >= steps:
                continue
            inside[i][j] = 1 if i == j == 0 else (inside[i - 1][j] if i else 0) + (inside[i][j - 1] if j else 0)
    total = comb(n + m, n)
    return mpf(total - inside[n][m]) / total


REAL = [-1000.0, -745.0, -710.0, -100.0, -37.5, -20.0, -5.0, -1.0, -0.1, -1e-10, 0.0]
SYMMETRIC = REAL + [-x for x in REAL[:-1]]
SMALL = [1e-300, 1e-8, 0.001, 0.1, 0.3, 0.5, 0.9, 1.0, 1.5, 2.0, 3.0, 4.5, 6.0, 6.99, 7.0]
CHI = [(0.5, 1), (10.0, 1), (100.0, 1), (3.3, 2), (7.0, 5), (150.0, 10), (80.0, 100), (250.0, 100), (1100.0, 1000)]
BETA = [(1e-6, 0.5, 391.5), (0.001, 0.5, 391.5), (0.01, 0.5, 391.5), (0.1, 0.5, 391.5), (0.3, 2.0, 5.0),
        (0.5, 0.5, 0.5), (0.9, 10.0, 3.0), (0.02, 0.5, 599.5), (0.999, 50.0, 0.5)]
PROBABILITIES = [1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.001, 0.025, 0.1, 0.3, 0.5, 0.7, 0.975, 0.999, 0.99999]
KS = [(1, 0.6), (2, 0.6), (5, 0.3), (10, 0.2), (10, 0.5), (10, 0.8), (20, 0.15), (50, 0.08), (50, 0.2), (100, 0.1),
      (100, 0.25), (140, 0.09), (200, 0.05), (200, 0.07), (200, 0.11), (500, 0.03), (500, 0.06), (501, 0.06), (501, 0.04),
      (700, 0.05), (1000, 0.02), (1000, 0.04)]
KS2 = [(3, 4, 6), (5, 5, 3), (7, 10, 35), (12, 8, 12), (20, 20, 9), (30, 47, 400), (60, 100, 100), (80, 80, 60)]

golden = {
    "softplus": table(lambda x: mp.log1p(mp.exp(x)), SYMMETRIC),
    "logTwoCosh": table(lambda x: mp.log(2 * mp.cosh(x)), SYMMETRIC),
    "logistic": table(lambda x: 1 / (1 + mp.exp(-x)), SYMMETRIC),
    "logit": table(lambda p: mp.log(p / (1 - p)), PROBABILITIES + [0.5000001, 0.499, 0.5003, 0.52, 0.26, 0.24, 0.74, 0.76]),
    "erf": table(mp.erf, SMALL + [-0.7, -3.0]),
    "erfc": table(mp.erfc, SMALL + [-0.7, -3.0, 10.0, 20.0, 26.0]),
    "erfi": table(mp.erfi, SMALL + [-0.7, -3.0, 7.01, 10.3, 20.1, 26.6]),
    "dawson": table(dawson, SMALL + [-0.7, -3.0, 7.01, 10.3, 50.0, 1e4, 1e8]),
    "normalPdf": table(mp.npdf, [0.0, 0.5, -1.0, 3.0, 8.0]),
    "normalCdf": table(lambda z: mp.erfc(-z / mp.sqrt(2)) / 2,
                       [-37.0, -30.0, -20.0, -12.0, -8.0, -5.0, -3.0, -1.0, -1e-9, 0.0, 0.7, 2.0, 6.0, 9.0]),
    "normalQuantile": table(normal_quantile, PROBABILITIES),
    "gammaln": table(mp.loggamma, [1e-10, 0.1, 0.5, 0.99, 1.01, 1.5, 1.99, 2.01, 3.0, 10.0, 100.5, 392.0, 1e6, 1e100]),
    "regularisedGammaP": table(lambda a, x: mp.gammainc(a, 0, x, regularized=True),
                               [(0.5, 0.01), (0.5, 2.0), (1.0, 1.0), (3.0, 0.001), (10.0, 5.0), (100.0, 90.0), (500.0, 450.0)]),
    "regularisedGammaQ": table(lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True),
                               [(0.5, 0.01), (0.5, 30.0), (1.0, 100.0), (3.0, 60.0), (10.0, 5.0), (100.0, 200.0), (500.0, 700.0)]),
    "regularisedBeta": table(lambda x, a, b: mp.betainc(a, b, 0, x, regularized=True), BETA),
    "chiSquareSf": table(lambda x, k: mp.gammainc(k / 2, x / 2, mp.inf, regularized=True), CHI),
    "studentTwoSided": table(lambda t, k: mp.betainc(k / 2, mpf(1) / 2, 0, k / (k + t * t), regularized=True),
                             [(0.5, 1), (12.0, 1), (2.0, 5), (6.0, 30), (3.0, 1000)]),
    "kolmogorovSf": [[[n, d], digits(ks_survival(n, d))] for n, d in KS],
    "smirnovTwoSampleSf": [[list(a), digits(ks_two_sample_survival(*a))] for a in KS2],
}
print("{")
print(",\n".join(f'  "{name}": [\n' + ",\n".join("    " + json.dumps(r) for r in rows) + "\n  ]" for name, rows in golden.items()))
print("}")
