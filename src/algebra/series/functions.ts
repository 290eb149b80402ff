/**
 * The functions of the field on power series g, as solutions of the differential equations that define them:
 * a recurrence of order² products, and no derivative is ever expanded. About a point where the value is not rational
 * the caller names it: logistic(ring, b + x, s) has coefficients that are polynomials in s = σ(b).
 */
import { BoltzproofError } from "../../errors.ts";
import { fromInteger, integerIn, type Rational, rational, subtract } from "../exact/index.ts";
import { convolution, differentiateSeries, integrateSeries, type Series, type SeriesDomain } from "./series.ts";

/**
 * y(g) with y' = p + q y + r y² and value `at` in the constant term. The functions exp, tanh, coth, tan and the
 * logistic are all of this kind.
 */
export function riccatiSeries<T>(
  ring: SeriesDomain<T>,
  g: Series<T>,
  [p, q, r]: readonly [p: number, q: number, r: number],
  at: T,
): Series<T> {
  const { base } = ring;
  const slope = differentiateSeries(ring, g);
  const [linear, quadratic] = [integerIn(base, q), integerIn(base, r)];
  const y = [at];
  const rate: T[] = [];
  for (let k = 0; k < slope.length; k++) {
    let value = base.multiply(linear, y[k]!);
    if (k === 0) value = base.add(value, integerIn(base, p));
    if (r !== 0) value = base.add(value, base.multiply(quadratic, convolution(base, y, y, k)));
    rate.push(value);
    y.push(base.divide(convolution(base, slope, rate, k), integerIn(base, k + 1)));
  }
  return y;
}

/** e^g. `at` is e^{g_0} where g_0 is not 0. @throws BoltzproofError "domain" when the value is needed and missing. */
export function expSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at?: T): Series<T> {
  return riccatiSeries(ring, g, [0, 1, 0], at ?? valueAtZero(ring, g, "exp", fromInteger(1)));
}

/** tanh g; `at` is tanh g_0. @throws BoltzproofError "domain" as `expSeries`. */
export function tanhSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at?: T): Series<T> {
  return riccatiSeries(ring, g, [1, 0, -1], at ?? valueAtZero(ring, g, "tanh", fromInteger(0)));
}

/** tan g; `at` is tan g_0. @throws BoltzproofError "domain" as `expSeries`. */
export function tanSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at?: T): Series<T> {
  return riccatiSeries(ring, g, [1, 0, 1], at ?? valueAtZero(ring, g, "tan", fromInteger(0)));
}

/** σ(g) = 1/(1 + e^{−g}); `at` is σ(g_0). @throws BoltzproofError "domain" as `expSeries`. */
export function logisticSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at?: T): Series<T> {
  return riccatiSeries(ring, g, [0, 1, -1], at ?? valueAtZero(ring, g, "logistic", rational(1, 2)));
}

/** ln(1 + e^g), from σ(g_0) and the value at g_0, which is ln 2 for g_0 = 0: not rational, so it is always named. */
export function softplusSeries<T>(ring: SeriesDomain<T>, g: Series<T>, sigma: T, at: T): Series<T> {
  return integrateAlong(ring, logisticSeries(ring, g, sigma), g, at);
}

/** ln(2 cosh g), from tanh g_0 and the value at g_0. */
export function log2coshSeries<T>(ring: SeriesDomain<T>, g: Series<T>, tanh: T, at: T): Series<T> {
  return integrateAlong(ring, tanhSeries(ring, g, tanh), g, at);
}

/** [cosh g, sinh g]; `at` are their values at g_0. @throws BoltzproofError "domain" as `expSeries`. */
export function coshSinhSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at?: Pair<T>): Pair<Series<T>> {
  return linearPair(ring, g, 1, at ?? [valueAtZero(ring, g, "cosh", fromInteger(1)), ring.base.zero]);
}

/** [cos g, sin g]; `at` are their values at g_0. @throws BoltzproofError "domain" as `expSeries`. */
export function cosSinSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at?: Pair<T>): Pair<Series<T>> {
  return linearPair(ring, g, -1, at ?? [valueAtZero(ring, g, "cos", fromInteger(1)), ring.base.zero]);
}

/** Two of a kind, as cosh and sinh. */
export type Pair<X> = readonly [X, X];

/** [c, s] with c' = sign · s and s' = c along g. */
function linearPair<T>(ring: SeriesDomain<T>, g: Series<T>, sign: 1 | -1, at: Pair<T>): Pair<Series<T>> {
  const { base } = ring;
  const slope = differentiateSeries(ring, g);
  const c = [at[0]];
  const s = [at[1]];
  for (let k = 0; k < slope.length; k++) {
    const [dc, ds] = [convolution(base, slope, s, k), convolution(base, slope, c, k)];
    c.push(base.divide(sign === 1 ? dc : base.negate(dc), integerIn(base, k + 1)));
    s.push(base.divide(ds, integerIn(base, k + 1)));
  }
  return [c, s];
}

/** ln g; `at` is ln g_0 where g_0 is not 1. @throws BoltzproofError "domain" for g_0 = 0 or a missing value. */
export function logSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at?: T): Series<T> {
  requireStart(ring, g, "log");
  const value = at ?? valueAtOne(ring, g, "log", fromInteger(0));
  return integrateSeries(ring, ring.divide(differentiateSeries(ring, g), g), value);
}

/** g^α for rational α; `at` is g_0^α where g_0 is not 1. @throws BoltzproofError "domain" for g_0 = 0 or a missing value. */
export function rationalPowerSeries<T>(ring: SeriesDomain<T>, g: Series<T>, alpha: Rational, at?: T): Series<T> {
  requireStart(ring, g, "a fractional power");
  const rate = ring.divide(ring.multiply(ring.fromRational(alpha), differentiateSeries(ring, g)), g);
  // y' = rate·y is the equation of exp(∫ rate).
  const exponent = integrateSeries(ring, rate, ring.base.zero);
  return riccatiSeries(ring, exponent, [0, 1, 0], at ?? valueAtOne(ring, g, "a fractional power", fromInteger(1)));
}

/** ∫ f dg for a function of g whose derivative is already known as the series f = y'(g). */
export function integrateAlong<T>(ring: SeriesDomain<T>, f: Series<T>, g: Series<T>, at: T): Series<T> {
  return integrateSeries(ring, ring.multiply(f, differentiateSeries(ring, g)), at);
}

/**
 * S(g) = −g ln g − (1 − g) ln(1 − g) in nats, from L = logit g_0 and the value at g_0, since S' = −logit.
 * @throws BoltzproofError "domain" for g_0 = 0 or 1, where S has no expansion.
 */
export function entropySeries<T>(ring: SeriesDomain<T>, g: Series<T>, logit: T, at: T): Series<T> {
  return integrateAlong(ring, ring.negate(logitSeries(ring, g, logit)), g, at);
}

/** ln(g/(1 − g)); `at` is its value at g_0. @throws BoltzproofError "domain" for g_0 = 0 or 1. */
export function logitSeries<T>(ring: SeriesDomain<T>, g: Series<T>, at: T): Series<T> {
  const variance = ring.multiply(g, subtract(ring, ring.one, g));
  requireStart(ring, variance, "logit");
  return integrateSeries(ring, ring.divide(differentiateSeries(ring, g), variance), at);
}

function valueAtZero<T>(ring: SeriesDomain<T>, g: Series<T>, name: string, value: Rational): T {
  if (!ring.base.isZero(g[0]!)) throw valueMissing(ring, g, name, "0");
  return ring.base.fromRational(value);
}

function valueAtOne<T>(ring: SeriesDomain<T>, g: Series<T>, name: string, value: Rational): T {
  if (!ring.base.isZero(subtract(ring.base, g[0]!, ring.base.one))) throw valueMissing(ring, g, name, "1");
  return ring.base.fromRational(value);
}

function valueMissing<T>(ring: SeriesDomain<T>, g: Series<T>, name: string, start: string): BoltzproofError {
  return new BoltzproofError("domain", {
    found: `${name} of a series with constant term ${ring.base.toText(g[0]!)}`,
    expected: `a constant term of ${start}, where its value is rational`,
    advice: "pass the value at the constant term, for example as a named parameter",
  });
}

function requireStart<T>(ring: SeriesDomain<T>, g: Series<T>, name: string): void {
  if (!ring.base.isZero(g[0]!)) return;
  throw new BoltzproofError("domain", {
    found: `${name} of a series that starts at ${ring.base.toText(g[0]!)}`,
    expected: "a point where the function has a power series",
    advice: "expand about another point",
  });
}
