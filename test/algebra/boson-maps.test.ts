/** Canonical maps of boson operators, and the Hamiltonians that they make diagonal. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adjoint,
  applyBogoliubov,
  type Bogoliubov,
  type BosonAlgebra,
  type BosonOperator,
  bogoliubov,
  bosonAlgebra,
  coefficientOf,
  commutator,
  composeBogoliubov,
  inverseBogoliubov,
  normalForm,
  squeezing,
} from "../../src/algebra/boson/index.ts";
import {
  type ExactMatrix,
  embed,
  equals,
  fromInteger,
  parameter,
  power,
  product,
  type Quadratic,
  quadraticExtension,
  type Rational,
  type RationalFunction,
  rational,
  rationalFunctions,
  rationals,
  rootOf,
  subtract,
  sum,
} from "../../src/algebra/exact/index.ts";
import { errorOf, seededRuns } from "./support.ts";

const one = bosonAlgebra(rationals);
const a = one.annihilator(0);
const field = rationalFunctions;

/** Random words over two modes: sequences of at most `length` letters. */
const lettersArbitrary = (length: number) =>
  fc.array(fc.record({ mode: fc.nat({ max: 1 }), dagger: fc.boolean() }), { maxLength: length });

describe("Bogoliubov maps", () => {
  const complex = quadraticExtension(rationals, fromInteger(-1), { name: "i", imaginary: true });
  type Complex = Quadratic<Rational>;
  const modes = bosonAlgebra(complex, 2);
  const real = (q: Rational): Complex => embed(rationals, q);
  const [zero, unit] = [complex.zero, complex.one];

  /** cosh, sinh or cos, sin on a rational point of their curve, from t = tanh(r/2) or tan(φ/2). */
  const onCurve = (t: Rational, sign: 1 | -1): [Complex, Complex] => {
    const t2 = rationals.multiply(t, t);
    const scale = rationals.divide(
      rationals.one,
      sign === 1 ? subtract(rationals, rationals.one, t2) : rationals.add(rationals.one, t2),
    );
    const c = sign === 1 ? rationals.add(rationals.one, t2) : subtract(rationals, rationals.one, t2);
    return [real(rationals.multiply(c, scale)), real(rationals.multiply(rationals.multiply(rational(2), t), scale))];
  };
  const squeeze = (t: Rational): Bogoliubov<Complex> => {
    const [c, s] = onCurve(t, 1);
    return bogoliubov(
      modes,
      [
        [c, zero],
        [zero, unit],
      ],
      [
        [s, zero],
        [zero, zero],
      ],
    );
  };
  const twoModeSqueeze = (t: Rational): Bogoliubov<Complex> => {
    const [c, s] = onCurve(t, 1);
    return bogoliubov(
      modes,
      [
        [c, zero],
        [zero, c],
      ],
      [
        [zero, s],
        [s, zero],
      ],
    );
  };
  const rotate = (t: Rational): Bogoliubov<Complex> => {
    const [c, s] = onCurve(t, -1);
    return bogoliubov(
      modes,
      [
        [c, s],
        [complex.negate(s), c],
      ],
      [
        [zero, zero],
        [zero, zero],
      ],
    );
  };
  const phase = (t: Rational): Bogoliubov<Complex> => {
    const [c, s] = onCurve(t, -1);
    const e = complex.add(c, complex.multiply(rootOf(rationals), s));
    return bogoliubov(
      modes,
      [
        [e, zero],
        [zero, unit],
      ],
      [
        [zero, zero],
        [zero, zero],
      ],
    );
  };
  const small = fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 4, max: 7 }))
    .map(([n, d]) => rational(n, d));
  const maps = fc
    .array(fc.tuple(fc.constantFrom(squeeze, twoModeSqueeze, rotate, phase), small), { minLength: 1, maxLength: 4 })
    .map((factors) => factors.map(([make, t]) => make(t)).reduce((m, n) => composeBogoliubov(m, n)));

  test("[b_i, b_j†] = δ_ij and [b_i, b_j] = 0 after every map", () => {
    fc.assert(
      fc.property(maps, (map) => {
        const b = [0, 1].map((i) => applyBogoliubov(map, modes.annihilator(i)));
        for (const [i, x] of b.entries())
          for (const [j, y] of b.entries()) {
            expect(equals(modes, commutator(modes, x, adjoint(modes, y)), i === j ? modes.one : modes.zero)).toBe(true);
            expect(modes.isZero(commutator(modes, x, y))).toBe(true);
          }
      }),
      seededRuns(40),
    );
  });

  test("a map is a homomorphism that respects adjoints, and its inverse undoes it", () => {
    fc.assert(
      fc.property(maps, lettersArbitrary(3), lettersArbitrary(3), (map, u, v) => {
        const [x, y] = [u, v].map((letters) => normalForm(modes, [{ coefficient: rootOf(rationals), letters }])) as [
          BosonOperator<Complex>,
          BosonOperator<Complex>,
        ];
        const image = (z: BosonOperator<Complex>) => applyBogoliubov(map, z);
        expect(equals(modes, image(modes.multiply(x, y)), modes.multiply(image(x), image(y)))).toBe(true);
        expect(equals(modes, image(adjoint(modes, x)), adjoint(modes, image(x)))).toBe(true);
        expect(equals(modes, applyBogoliubov(inverseBogoliubov(map), image(x)), x)).toBe(true);
      }),
      seededRuns(15),
    );
  });

  test("composition applies the first map first", () => {
    const [m, n] = [squeeze(rational(1, 2)), rotate(rational(1, 3))];
    const x = modes.multiply(modes.creator(0), modes.annihilator(1));
    const both = composeBogoliubov(m, n);
    expect(equals(modes, applyBogoliubov(both, x), applyBogoliubov(n, applyBogoliubov(m, x)))).toBe(true);
    expect(equals(modes, applyBogoliubov(both, x), applyBogoliubov(m, applyBogoliubov(n, x)))).toBe(false);
  });

  test("maps that are not canonical are refused, each relation for itself", () => {
    const [c, s] = onCurve(rational(1, 2), 1);
    const refuse = (u: ExactMatrix<Complex>, v: ExactMatrix<Complex>) => errorOf(() => bogoliubov(modes, u, v));
    expect(
      refuse(
        [
          [c, zero],
          [zero, unit],
        ],
        [
          [c, zero],
          [zero, zero],
        ],
      ).found,
    ).toContain("u u† − v v†");
    // u u† − v v† = 1 holds here: only the sign of one pairing is wrong.
    expect(
      refuse(
        [
          [c, zero],
          [zero, c],
        ],
        [
          [zero, s],
          [complex.negate(s), zero],
        ],
      ).found,
    ).toContain("not symmetric");
    expect(refuse([[unit]], [[zero]]).code).toBe("shape");
    expect(errorOf(() => squeezing(one, rational(5, 4), rational(1, 4))).code).toBe("domain");
    expect(applyBogoliubov(squeezing(one, rational(5, 4), rational(3, 4)), a).size).toBe(2);
  });
});

describe("Hamiltonians", () => {
  const [E, w0, lambda, s] = ["E", "w0", "lambda", "s"].map(parameter) as [
    RationalFunction,
    RationalFunction,
    RationalFunction,
    RationalFunction,
  ];
  const times = (...factors: RationalFunction[]) => product(field, factors);
  const plus = (...terms: RationalFunction[]) => sum(field, terms);
  const number = (n: number, d = 1) => field.fromRational(rational(n, d));
  const mode = bosonAlgebra(field);
  const scaled = <T>(algebra: BosonAlgebra<T>, c: T, x: BosonOperator<T>) => algebra.multiply(algebra.scalar(c), x);
  const halfMore = mode.add(mode.number(0), mode.fromRational(rational(1, 2)));
  const pair = mode.add(power(mode, mode.annihilator(0), 2), power(mode, mode.creator(0), 2));

  test("squeezing by e^{2r} = Ω/ω removes the pair term and leaves Ω (d†d + ½)", () => {
    // With E = e^r, cosh and sinh are rational, and tanh 2r = 2g/(ω + 2g) means g = ω (E⁴ − 1)/4, Ω = ω E².
    const g = times(w0, field.add(power(field, E, 4), number(-1)), number(1, 4));
    const inverse = field.divide(field.one, E);
    const [cosh, sinh] = [times(number(1, 2), plus(E, inverse)), times(number(1, 2), subtract(field, E, inverse))];
    const H = mode.add(scaled(mode, plus(w0, times(number(2), g)), halfMore), scaled(mode, g, pair));
    const diagonal = applyBogoliubov(squeezing(mode, cosh, field.negate(sinh)), H);
    expect(equals(mode, diagonal, scaled(mode, times(w0, E, E), halfMore))).toBe(true);
    const wrongWay = applyBogoliubov(squeezing(mode, cosh, sinh), H);
    expect(field.isZero(coefficientOf(field, wrongWay, [0], [2]))).toBe(false);
  });

  test("Ω² = ω² + 4 g ω, so that ω = 2 and g = −λ/8 give 4 − λ", () => {
    const g = times(w0, field.add(power(field, E, 4), number(-1)), number(1, 4));
    expect(plus(power(field, w0, 2), times(number(4), g, w0))).toEqual(power(field, times(w0, E, E), 2));
  });

  test("two coupled oscillators become one of each sum and difference", () => {
    const sqrt2 = quadraticExtension(field, number(2), { name: "sqrt(2)" });
    const both = bosonAlgebra(sqrt2, 2);
    const lift = (c: RationalFunction) => embed(field, c);
    const [x, y] = [0, 1].map((m) => both.add(both.annihilator(m), both.creator(m))) as [
      BosonOperator<Quadratic<RationalFunction>>,
      BosonOperator<Quadratic<RationalFunction>>,
    ];
    const coupling = field.divide(field.negate(lambda), times(number(2), w0));
    const H = sum(both, [
      scaled(both, lift(w0), sum(both, [both.number(0), both.number(1), both.one])),
      scaled(both, lift(coupling), both.multiply(x, y)),
    ]);
    const r = sqrt2.divide(sqrt2.one, rootOf(field));
    const none = [
      [sqrt2.zero, sqrt2.zero],
      [sqrt2.zero, sqrt2.zero],
    ];
    // a = (c₊ − c₋)/√2, b = (c₊ + c₋)/√2, mode 0 for c₊.
    const rotated = applyBogoliubov(
      bogoliubov(
        both,
        [
          [r, sqrt2.negate(r)],
          [r, r],
        ],
        none,
      ),
      H,
    );
    const single = (m: number, sign: number) => {
      const g = field.divide(times(number(-sign), lambda), times(number(4), w0));
      const n = both.add(both.number(m), both.fromRational(rational(1, 2)));
      const pairs = both.add(power(both, both.annihilator(m), 2), power(both, both.creator(m), 2));
      return both.add(scaled(both, lift(plus(w0, times(number(2), g))), n), scaled(both, lift(g), pairs));
    };
    expect(equals(both, rotated, both.add(single(0, 1), single(1, -1)))).toBe(true);
    expect(equals(both, rotated, both.add(single(0, -1), single(1, 1)))).toBe(false);
  });

  test("the Fokker-Planck operator of a spring k is k d†d, and that of a hill is |k| (d†d + 1)", () => {
    // s = √|k|: u = (d + d†)/s and ∂ = s (d − d†)/2.
    const [d, ddag] = [mode.annihilator(0), mode.creator(0)];
    const u = scaled(mode, field.divide(field.one, s), mode.add(d, ddag));
    const derivative = scaled(mode, times(number(1, 2), s), subtract(mode, d, ddag));
    expect(equals(mode, commutator(mode, derivative, u), mode.one)).toBe(true);
    const k = times(s, s);
    const spring = subtract(
      mode,
      scaled(mode, times(number(1, 4), k, k), power(mode, u, 2)),
      power(mode, derivative, 2),
    );
    const shift = (sign: number) => mode.scalar(times(number(sign, 2), k));
    expect(equals(mode, mode.add(spring, shift(-1)), scaled(mode, k, mode.number(0)))).toBe(true);
    expect(equals(mode, mode.add(spring, shift(1)), scaled(mode, k, mode.add(mode.number(0), mode.one)))).toBe(true);
  });
});
