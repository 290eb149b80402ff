/** Times of the exact rings: series to order 10, operators, rules of sums. Medians of 15 runs after 5 to warm up. */
import { boson, exact, parse, powerSeries, seriesOf, sums, symbol } from "../../src/algebra/index.ts";
import { type Figure, medianTime, report } from "../figures.ts";

const { rationalFunctions: field, rationals, parameter } = exact;
const order = 10;

const Q = powerSeries.seriesDomain(rationals, order);
const K = powerSeries.seriesDomain(field, order);
const graded = (name: string) => K.multiply(K.constant(parameter(name)), K.x);
const uw = K.add(graded("u"), graded("w"));
const c = parameter("c");
const excess = K.multiply(K.constant(exact.subtract(field, c, field.one)), K.x);
const marchenkoPastur = [K.one, K.negate(K.add(K.one, excess)), graded("c")];
const names = ["b", "x", "y", "u", "w", "i", "j", "N", "M", "U", "h", "theta"];
const read = (text: string) => parse(text, names);

const series: readonly (readonly [string, () => unknown])[] = [
  ["tanh x over the rationals", () => powerSeries.tanhSeries(Q, Q.x)],
  [
    "exp(tanh x) by composition",
    () => powerSeries.composeSeries(Q, powerSeries.expSeries(Q, Q.x), powerSeries.tanhSeries(Q, Q.x)),
  ],
  [
    "inverse function of c (e^x - 1)",
    () =>
      powerSeries.revertSeries(K, K.multiply(K.constant(c), exact.subtract(K, powerSeries.expSeries(K, K.x), K.one))),
  ],
  ["softplus about a symbolic point", () => powerSeries.softplusSeries(K, K.x, parameter("s"), parameter("L"))],
  [
    "entropy about a symbolic point",
    () => powerSeries.entropySeries(K, K.add(K.constant(parameter("m")), K.x), parameter("L"), parameter("S")),
  ],
  ["moments of Marchenko and Pastur", () => powerSeries.algebraicBranch(K, marchenkoPastur, field.one)],
  [
    "softplus in two variables about a symbolic point",
    () => powerSeries.softplusSeries(K, uw, parameter("s"), parameter("L")),
  ],
  [
    "entropy in two variables about a symbolic point",
    () => powerSeries.entropySeries(K, K.add(K.constant(parameter("m")), uw), parameter("L"), parameter("S")),
  ],
  ["seriesOf logistic(b + x)", () => seriesOf(read("logistic(b + x)"), "x", { order })],
  [
    "seriesOf log(2 cosh(u x + w y)), two variables",
    () => seriesOf(read("log(2*cosh(u*x + w*y))"), ["x", "y"], { order }),
  ],
  [
    "seriesOf a sum of entropies over i",
    () => seriesOf(read("sum(entropy(1/2 + U[i]*x), i, 1, N)"), symbol("x"), { order }),
  ],
];

const algebra = boson.bosonAlgebra(rationals, 2);
const quartic = exact.power(algebra, algebra.add(algebra.annihilator(0), algebra.creator(1)), 4);
const square = algebra.multiply(quartic, quartic);
const states = ["sum(exp(sum(h[j]*theta[j], j, 1, M)), h, [0, 1], 1, M)", "prod(1 + exp(theta[j]), j, 1, M)"].map(read);

const others: readonly (readonly [string, () => unknown])[] = [
  ["product of two quartic operators of two modes", () => algebra.multiply(quartic, quartic)],
  ["the same judged by Bargmann's action", () => boson.isProductByBargmann(algebra, [quartic, quartic], square)],
  [
    "sum over states of M units is a product",
    () => sums.sumRuleNamed("sum over states")!.check(states[0]!, states[1]!),
  ],
];

export function benchRings(): Figure[] {
  const timesOf = (tasks: typeof series) =>
    tasks.map(([what, run]) => ({ what, found: medianTime(run), unit: "s" }) as const);
  return [
    ...report(`Series to order ${order}`, [...timesOf(series).map((figure) => ({ ...figure, atMost: 0.05 }))]),
    ...report("Operators and sums", timesOf(others)),
  ];
}
