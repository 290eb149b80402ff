#!/usr/bin/env python3
"""Golden values of the incomplete gamma and beta functions, the chi-squared and Student laws and the error functions over
the whole plane of their arguments: shapes from 1e-12 to 1e15, both tails down to 1e-300, the transition a ~ x, half
integers, tiny and equal arguments. By mpmath with positive series at 50 digits, or tanh-sinh quadrature of the density
in log t (log odds) for large shapes; where both apply they are compared. Arguments are exact doubles.

    /usr/bin/python3 test/golden/make-planes.py > test/golden/planes.json
"""

import json
import random

from mpmath import mp, mpf

mp.dps = 50
random.seed(20)


def digits(x):
    return mp.nstr(x, 20, min_fixed=1, max_fixed=0)


def falling_integral(g, slope0, curvature0):
    """Integral of exp(g(s)), s from 0 to infinity, for concave g with g(0) = 0, panel by panel of a natural width."""
    width = min(1 / abs(slope0) if slope0 else mpf(10) ** 400, 1 / mp.sqrt(curvature0))
    edges, s = [mpf(0)], mpf(0)
    while g(s) > -160 or s == 0:
        s = s + width if len(edges) < 60 else s * mpf("1.3")
        edges.append(s)
    return mp.quad(lambda s: mp.exp(g(s)), edges)


def gamma_series(a, x):
    """P(a, x) by the series of positive terms."""
    term = total = 1 / a
    k = 0
    while term > total * mpf(10) ** (-mp.dps - 5) or x > a + k:
        k += 1
        term *= x / (a + k)
        total += term
    return total * mp.exp(a * mp.log(x) - x - mp.loggamma(a))


def gamma_quad(a, x, upper):
    factor = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if upper:
        return factor * falling_integral(lambda s: a * s - x * mp.expm1(s), a - x, x)
    return factor * falling_integral(lambda s: -a * s - x * mp.expm1(-s), a - x, x)


def gamma_tails(a, x):
    a, x = mpf(a), mpf(x)
    if max(a, x) < 3000:
        with mp.workdps(400):
            lower = gamma_series(a, x)
            return +lower, 1 - lower
    with mp.workdps(70):
        lower = gamma_quad(a, x, False) if x < a else 1 - gamma_quad(a, x, True)
        upper = 1 - lower if x < a else gamma_quad(a, x, True)
        return lower, upper


def beta_factor(a, b, x):
    return mp.exp(a * mp.log(x) + b * mp.log(1 - x) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b))


def beta_series(a, b, x):
    """I_x(a, b) by the series of positive terms."""
    term = total = 1 / a
    k = 0
    while term > total * mpf(10) ** (-mp.dps - 5) * (1 - x):
        k += 1
        term *= x * (a + b + k - 1) / (a + k)
        total += term
    return total * beta_factor(a, b, x)


def beta_quad(a, b, x):
    n, y = a + b, 1 - x
    h = lambda s: -a * s - n * mp.log(y + x * mp.exp(-s))
    return beta_factor(a, b, x) * falling_integral(h, n * x - a, n * x * y)


def beta_tails(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    if max(a, b) < 2000 and mpf("0.01") < 1 - x:
        with mp.workdps(400):
            lower = beta_series(a, b, x)
            return +lower, 1 - lower
    if max(a, b) < 2000 and x > mpf("0.01"):
        with mp.workdps(400):
            upper = beta_series(b, a, 1 - x)
            return 1 - upper, +upper
    with mp.workdps(80):
        if x < a / (a + b):
            lower = beta_quad(a, b, x)
            return lower, 1 - lower
        upper = beta_quad(b, a, 1 - x)
        return 1 - upper, upper


def agree(p, q):
    assert abs(p - q) <= abs(q) * mpf(10) ** -25, (p, q)


agree(gamma_quad(mpf(900), mpf(850), False), gamma_tails(900, 850)[0])
agree(gamma_quad(mpf(900), mpf(1000), True), gamma_tails(900, 1000)[1])
agree(beta_quad(mpf(70), mpf(900), mpf("0.06")), beta_tails(70, 900, mpf("0.06"))[0])
agree(beta_quad(mpf("0.5"), mpf("0.25"), mpf("0.6")), beta_tails("0.5", "0.25", "0.6")[0])


def in_range(*values):
    return all(v > mpf("1e-300") for v in values)


def log_uniform(low, high):
    return 10 ** random.uniform(low, high)


def half_integer(a):
    return max(0.5, round(2 * a) / 2)


gamma_rows, beta_rows, student_rows, chi_rows = [], [], [], []


def add_gamma(a, x):
    lower, upper = gamma_tails(a, x)
    if in_range(lower):
        gamma_rows.append([[a, x], digits(lower), digits(upper) if in_range(upper) else "0.0"])


for a in [1e-12, 1e-6, 0.01, 0.3, 0.5, 1.0, 1.5, 2.0, 7.5, 29.5, 30.0, 171.0, 999.5, 1000.0, 1000.5, 1e4, 1e6, 1e9, 1e12, 1e15]:
    for x in [a, a * (1 - 2**-40), a * (1 + 2**-40)]:
        add_gamma(a, x)
while len(gamma_rows) < 240:
    a = log_uniform(-8, 4 if len(gamma_rows) < 170 else 13)
    a = half_integer(a) if random.random() < 0.3 else a
    z = random.uniform(-36, 37) if random.random() < 0.5 else random.gauss(0, 2)
    x = a + z * a**0.5 if a > 2 else log_uniform(-12, 2.7)
    if x > 0:
        add_gamma(a, x)


def add_beta(x, a, b):
    lower, _ = beta_tails(a, b, x)
    if in_range(lower):
        beta_rows.append([[x, a, b], digits(lower)])


for n in [0.5, 1.0, 10.0, 1e3, 1e5, 1e8, 1e10, 1e13]:
    add_beta(0.5, n, n)
    add_beta(0.5 + 0.3 / (4 + n) ** 0.5, n, n)
    add_beta(0.5 - 0.4 / (4 + n) ** 0.5, n, n)
for a, b, x in [(1e-10, 1e-10, 0.3), (1e-10, 2.0, 0.9), (2.0, 1e-10, 0.9), (0.5, 0.001, 0.99), (1e-5, 50.0, 1e-9), (0.5, 1e10, 1e-10),
                (1e10, 0.5, 1 - 1e-10), (3.0, 1e12, 2e-12), (1e-3, 1e9, 1e-30), (5e9, 0.5, 1 - 2**-33)]:
    add_beta(x, a, b)
while len(beta_rows) < 260:
    top = 3.2 if len(beta_rows) < 180 else 12
    a, b = log_uniform(-4, top), log_uniform(-4, top)
    if random.random() < 0.3:
        a, b = half_integer(a), half_integer(b)
    deviation = (a * b / (a + b + 1)) ** 0.5 / (a + b)
    x = a / (a + b) + random.gauss(0, 8) * deviation if random.random() < 0.7 else random.random()
    if 0 < x < 1:
        add_beta(x, a, b)


def add_student(t, nu):
    T, n = mpf(t), mpf(nu)
    with mp.workdps(400 if nu < 4000 else 80):
        x, y = n / (n + T * T), T * T / (n + T * T)
        if nu < 4000 and y > mpf("0.01"):
            p = beta_series(n / 2, mpf(1) / 2, x)
        elif nu < 4000:
            p = 1 - beta_series(mpf(1) / 2, n / 2, y)
        else:
            p = beta_quad(n / 2, mpf(1) / 2, x) if x < n / (n + 1) else 1 - beta_quad(mpf(1) / 2, n / 2, y)
    if in_range(p):
        student_rows.append([[t, nu], digits(p)])


for nu in [0.01, 0.5, 1.0, 2.0, 3.0, 4.5, 10.0, 100.0, 1e3, 1e5, 1e8, 1e12, 1e17]:
    for t in [1e-8, 0.1, 1.0, 2.5, 6.0, 20.0, 37.0]:
        add_student(t, nu)
for t, nu in [(1e6, 1.0), (1e10, 3.0), (1e40, 2.0), (1e80, 1.0), (1e200, 1.0), (1e300, 0.5), (3e5, 12.0), (1e-200, 5.0)]:
    add_student(t, nu)


def add_chi(x, k):
    lower, upper = gamma_tails(mpf(k) / 2, mpf(x) / 2)
    if in_range(upper):
        chi_rows.append([[x, k], digits(upper)])


for k in [1, 2, 3, 5, 10, 99, 100, 1000, 1999, 2000, 2001, 3000, 10000, 100001, 1e7, 1e10]:
    for z in [-20, -5, -1, 0, 1, 3, 8, 15, 30]:
        x = k + z * (2 * k) ** 0.5
        if x > 0:
            add_chi(x, k)

planes = {"gammaTails": gamma_rows, "regularisedBeta": beta_rows, "studentTwoSided": student_rows, "chiSquareSf": chi_rows}
planes["normalCdf"] = [[[z], digits(mp.erfc(-mpf(z) / mp.sqrt(2)) / 2)] for z in [-random.uniform(0, 37.4) for _ in range(60)]]
planes["normalTwoSided"] = [[[z], digits(mp.erfc(mpf(z) / mp.sqrt(2)))] for z in [random.uniform(0, 37) for _ in range(40)]]
planes["erf"] = [[[x], digits(mp.erf(x))] for x in [log_uniform(-300, 0.8) for _ in range(20)] + [random.uniform(0, 6) for _ in range(40)]]
planes["erfc"] = [[[x], digits(mp.erfc(x))] for x in [random.uniform(-6, 26) for _ in range(60)]]
planes["erfi"] = [[[x], digits(mp.erfi(x))] for x in [log_uniform(-300, 0.8) for _ in range(10)] + [random.uniform(-26.7, 26.7) for _ in range(40)] + [26.65, 26.7]]
planes["dawson"] = [[[x], digits(mp.sqrt(mp.pi) / 2 * mp.exp(-mpf(x) ** 2) * mp.erfi(x))] for x in [log_uniform(-300, 0) for _ in range(10)] + [random.uniform(-40, 40) for _ in range(40)]] + [[[1e150], "5e-151"], [[1e200], "5e-201"], [[1e307], "5e-308"]]
planes["gammaln"] = [[[x], digits(mp.re(mp.loggamma(x)))] for x in [log_uniform(-300, 2) for _ in range(20)] + [log_uniform(0, 300) for _ in range(20)] + [1.0, 2.0, 1 + 2**-30, 2 - 2**-30, 1 - 2**-20] + [-random.uniform(0.05, 30) for _ in range(20)] + [-0.5, -1.5]]
print("{")
print(",\n".join(f'  "{name}": [\n' + ",\n".join("    " + json.dumps(r) for r in rows) + "\n  ]" for name, rows in planes.items()))
print("}")
