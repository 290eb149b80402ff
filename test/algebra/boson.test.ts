/** Boson operators against tabulated normal forms, Bargmann's action, number states, and the Hamiltonians of the field. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actionOf,
  actionOfProduct,
  actionOfWords,
  actionsAgree,
  adjoint,
  annihilatorDegree,
  applyBogoliubov,
  type Bogoliubov,
  type BosonAlgebra,
  type BosonOperator,
  bogoliubov,
  bosonAlgebra,
  coefficientOf,
  commutator,
  composeBogoliubov,
  degreeOf,
  expandProduct,
  exponentialOfLinear,
  fockMatrix,
  fockProductDifference,
  inverseBogoliubov,
  isProductByBargmann,
  type LinearExponential,
  lettersOf,
  linear,
  mapCoefficients,
  multiplyExponentials,
  normalForm,
  seriesOfExponential,
  squeezing,
  vacuumExpectation,
  vacuumExponents,
  wickColon,
} from "../../src/algebra/boson/index.ts";
import {
  type Domain,
  type ExactMatrix,
  embed,
  equals,
  fromInteger,
  integerIn,
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
  rationalToNumber,
  rootOf,
  subtract,
  sum,
} from "../../src/algebra/exact/index.ts";
import { errorOf, rationalArbitrary, seededRuns } from "./support.ts";

const one = bosonAlgebra(rationals);
const two = bosonAlgebra(rationals, 2);
const a = one.annihilator(0);
const adag = one.creator(0);
const N = one.number(0);
const field = rationalFunctions;

const coefficients = (x: BosonOperator<Rational>, powers: [number, number][]): Rational[] =>
  powers.map(([m, n]) => coefficientOf(rationals, x, [m], [n]));

/** Random words over two modes: sequences of at most `length` letters. */
const lettersArbitrary = (length: number) =>
  fc.array(fc.record({ mode: fc.nat({ max: 1 }), dagger: fc.boolean() }), { maxLength: length });

const wordsArbitrary = fc.array(fc.record({ coefficient: rationalArbitrary, letters: lettersArbitrary(5) }), {
  maxLength: 3,
});

describe("normal forms", () => {
  test("a and a† commute to one, modes among each other to zero", () => {
    expect(equals(one, commutator(one, a, adag), one.one)).toBe(true);
    expect(two.isZero(commutator(two, two.annihilator(0), two.creator(1)))).toBe(true);
    expect(equals(two, commutator(two, two.annihilator(1), two.creator(1)), two.one)).toBe(true);
  });

  test("a² a†² = 2 + 4 N + a†² a²", () => {
    const x = one.multiply(power(one, a, 2), power(one, adag, 2));
    expect(
      coefficients(x, [
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
    ).toEqual([2, 4, 1].map((n) => fromInteger(n)));
    expect(x.size).toBe(3);
  });

  test("powers of the number operator have Stirling numbers of the second kind", () => {
    expect(
      coefficients(power(one, N, 3), [
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toEqual([1, 3, 1].map((n) => fromInteger(n)));
    expect(
      coefficients(power(one, N, 5), [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
      ]),
    ).toEqual([1, 15, 25, 10, 1].map((n) => fromInteger(n)));
  });

  test("vacuum expectations of even powers of a + a† are the moments of a normal variable", () => {
    const field = one.add(a, adag);
    const moments = [0, 1, 2, 3, 4, 6, 8].map((n) => vacuumExpectation(one, power(one, field, n)));
    expect(moments).toEqual([1, 0, 1, 0, 3, 15, 105].map((n) => fromInteger(n)));
  });

  test("the diagonal of (a + a†)⁴ is 6n² + 6n + 3, the first-order shift of a quartic oscillator", () => {
    const x = power(one, one.add(a, adag), 4);
    const [c0, c1, c2] = coefficients(x, [
      [0, 0],
      [1, 1],
      [2, 2],
    ]).map(rationalToNumber);
    for (let n = 0; n < 6; n++) expect(c0! + c1! * n + c2! * n * (n - 1)).toBe(6 * n * n + 6 * n + 3);
  });

  test("normalForm keeps commutators and wickColon drops them", () => {
    const word = [{ coefficient: rational(1), letters: lettersOf("-+") }];
    expect(equals(one, normalForm(one, word), one.add(N, one.one))).toBe(true);
    expect(equals(one, wickColon(one, word), N)).toBe(true);
    const ordered = [{ coefficient: rational(2), letters: lettersOf("++-") }];
    expect(equals(one, normalForm(one, ordered), wickColon(one, ordered))).toBe(true);
  });

  test("degree, text and refusals", () => {
    expect(degreeOf(one.zero)).toBe(-1);
    expect(degreeOf(power(one, N, 2))).toBe(4);
    expect(annihilatorDegree(power(one, N, 2))).toBe(2);
    expect(one.toText(N)).toBe("(1) a0† a0");
    expect(one.toText(one.zero)).toBe("0");
    expect(errorOf(() => one.annihilator(1)).code).toBe("domain");
    expect(errorOf(() => two.creator(-1)).code).toBe("domain");
    expect(errorOf(() => two.creator(0.5)).code).toBe("domain");
    expect(errorOf(() => bosonAlgebra(rationals, 0)).code).toBe("domain");
  });
});

describe("the two witnesses", () => {
  test("Bargmann's action of a random sum of words is that of its normal form", () => {
    fc.assert(
      fc.property(wordsArbitrary, (words) =>
        actionsAgree(two, actionOfWords(two, words), actionOf(two, normalForm(two, words)), 5),
      ),
      seededRuns(60),
    );
  });

  test("the normal form with one coefficient changed is rejected", () => {
    fc.assert(
      fc.property(wordsArbitrary, lettersArbitrary(4), (words, extra) => {
        const wrong = two.add(
          normalForm(two, words),
          wickColon(two, [{ coefficient: rational(1, 1000), letters: extra }]),
        );
        return !actionsAgree(two, actionOfWords(two, words), actionOf(two, wrong), 5);
      }),
      seededRuns(60),
    );
  });

  test("products of random operators agree with both witnesses", () => {
    fc.assert(
      fc.property(wordsArbitrary, wordsArbitrary, (u, v) => {
        const [x, y] = [normalForm(two, u.slice(0, 2)), normalForm(two, v.slice(0, 2))];
        const xy = two.multiply(x, y);
        expect(isProductByBargmann(two, [x, y], xy)).toBe(true);
        expect(isProductByBargmann(two, [x, y], two.add(xy, two.one))).toBe(false);
      }),
      seededRuns(25),
    );
    fc.assert(
      fc.property(lettersArbitrary(3), lettersArbitrary(3), (u, v) => {
        const [x, y] = [u, v].map((letters) => normalForm(two, [{ coefficient: rational(1, 2), letters }])) as [
          BosonOperator<Rational>,
          BosonOperator<Rational>,
        ];
        const options = { cutoff: 8, toNumber: rationalToNumber };
        expect(fockProductDifference(two, [x, y], two.multiply(x, y), options)).toBeLessThan(1e-12);
        expect(fockProductDifference(two, [x, y], two.add(two.multiply(x, y), two.one), options)).toBeCloseTo(1, 10);
      }),
      seededRuns(8),
    );
  });

  test("a truncated commutator is wrong in its last state, which is never compared", () => {
    const options = { cutoff: 6, toNumber: rationalToNumber };
    const [A, B] = [fockMatrix(one, a, options), fockMatrix(one, adag, options)];
    const diagonal = Array.from({ length: 6 }, (_, n) => {
      let entry = 0;
      for (let k = 0; k < 6; k++)
        entry += A.data[n * 6 + k]! * B.data[k * 6 + n]! - B.data[n * 6 + k]! * A.data[k * 6 + n]!;
      return Math.round(entry);
    });
    expect(diagonal).toEqual([1, 1, 1, 1, 1, -5]);
    expect(fockProductDifference(one, [a, adag], one.add(N, one.one), options)).toBeLessThan(1e-14);
  });

  test("a cutoff below the degree is refused", () => {
    const options = { cutoff: 4, toNumber: rationalToNumber };
    expect(errorOf(() => fockProductDifference(one, [N, N], power(one, N, 2), options)).advice).toBe(
      "raise the cutoff",
    );
  });

  test("a coefficient that is not a number is a difference, not an agreement", () => {
    const options = { cutoff: 4, toNumber: () => Number.NaN };
    expect(fockProductDifference(one, [N], N, options)).toBeNaN();
  });

  test("a product of many factors acts as its factors do, one after the other", () => {
    const factors = [a, N, adag, adag, a];
    expect(actionsAgree(one, actionOfProduct(one, factors), actionOf(one, product(one, factors)), 5)).toBe(true);
    expect(actionsAgree(one, actionOfProduct(one, factors), actionOf(one, product(one, factors.toReversed())), 5)).toBe(
      false,
    );
  });
});

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

describe("exponentials of linear operators", () => {
  const modes = bosonAlgebra(rationals, 2);
  const vector = fc.array(rationalArbitrary, { minLength: 2, maxLength: 2 });
  const exponentials: fc.Arbitrary<LinearExponential<Rational>> = fc.record({
    log: rationalArbitrary,
    creation: vector,
    annihilation: vector,
  });

  test("the product law agrees with the product of the formal series", () => {
    fc.assert(
      fc.property(exponentials, exponentials, (x, y) => {
        const [left, right] = [seriesOfExponential(modes, x, 4), seriesOfExponential(modes, y, 4)];
        const claimed = seriesOfExponential(modes, multiplyExponentials(rationals, x, y), 4).series;
        const { ring } = left;
        expect(equals(ring, ring.multiply(left.series, right.series), claimed)).toBe(true);
        const withoutCommutator = { ...multiplyExponentials(rationals, x, y), log: rationals.add(x.log, y.log) };
        const crossed = sum(
          rationals,
          x.annihilation.map((q, m) => rationals.multiply(q, y.creation[m]!)),
        );
        fc.pre(!rationals.isZero(crossed));
        expect(
          equals(
            ring,
            ring.multiply(left.series, right.series),
            seriesOfExponential(modes, withoutCommutator, 4).series,
          ),
        ).toBe(false);
      }),
      seededRuns(12),
    );
  });

  test("exp of a linear operator is the exponential of its series, by Baker, Campbell and Hausdorff", () => {
    fc.assert(
      fc.property(vector, vector, (p, q) => {
        const { ring, series } = seriesOfExponential(modes, exponentialOfLinear(rationals, p, q), 5);
        const exponent = linear(modes, p, q);
        for (let n = 0; n <= 5; n++) {
          const factorials = modes.fromRational(rational(1n, [1n, 1n, 2n, 6n, 24n, 120n][n]!));
          expect(equals(modes, series[n]!, modes.multiply(factorials, power(modes, exponent, n)))).toBe(true);
        }
        expect(ring.order).toBe(5);
      }),
      seededRuns(12),
    );
  });

  test("⟨0|e^{pa} e^{qa†}|0⟩ = e^{pq}, as an exponent and order by order", () => {
    const [p, q] = [parameter("p"), parameter("q")];
    const mode = bosonAlgebra(field);
    const [left, right] = [
      exponentialOfLinear(field, [field.zero], [p]),
      exponentialOfLinear(field, [q], [field.zero]),
    ];
    expect(multiplyExponentials(field, left, right).log).toEqual(field.multiply(p, q));
    const [x, y] = [seriesOfExponential(mode, left, 6), seriesOfExponential(mode, right, 6)];
    const vev = x.ring.multiply(x.series, y.series).map((c) => vacuumExpectation(mode, c));
    const expected = [1, 0, 1, 0, 2, 0, 6].map((f, n) =>
      f === 0 ? field.zero : field.divide(power(field, field.multiply(p, q), n / 2), integerIn(field, f)),
    );
    expect(vev).toEqual(expected);
  });

  test("the partition function of a 2×2 machine is a vacuum expectation: its exponents are −E(v, h)", () => {
    // r_α² = λ_α, so that √λ stays polynomial; U and V enter only through U_iα and V_jα.
    const name = (letter: string, ...indices: number[]) => parameter([letter, ...indices].join("_"));
    const units = [0, 1];
    const weight = (letter: string, i: number) => units.map((k) => field.multiply(name("r", k), name(letter, i, k)));
    const none = units.map(() => field.zero);
    const visible = units.map((i) => exponentialOfLinear(field, none, weight("U", i), name("a", i)));
    const hidden = units.map((j) => exponentialOfLinear(field, weight("V", j), none, name("b", j)));
    const found = vacuumExponents(field, expandProduct(field, 2, visible), expandProduct(field, 2, hidden));
    const states = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const expected = states.map((v) =>
      states.map((h) => {
        const W = (i: number, j: number) =>
          sum(
            field,
            units.map((k) => product(field, [power(field, name("r", k), 2), name("U", i, k), name("V", j, k)])),
          );
        const on = (x: number[], f: (i: number) => RationalFunction) =>
          sum(field, units.filter((i) => x[i] === 1).map(f));
        return sum(field, [
          on(v, (i) => name("a", i)),
          on(h, (j) => name("b", j)),
          on(v, (i) => on(h, (j) => W(i, j))),
        ]);
      }),
    );
    expect(found).toEqual(expected);
  });

  test("sizes that differ are refused", () => {
    expect(errorOf(() => exponentialOfLinear(rationals, [rational(1)], [])).code).toBe("shape");
  });

  test("coefficients move to another ring without losing terms that stay", () => {
    const at = (c: RationalFunction): Rational => (field.isZero(c) ? rationals.zero : rational(2));
    const mode = bosonAlgebra(field);
    const x = mode.add(mode.number(0), mode.scalar(parameter("p")));
    const target: Domain<Rational> = rationals;
    expect(equals(one, mapCoefficients(target, x, at), one.multiply(integerIn(one, 2), one.add(N, one.one)))).toBe(
      true,
    );
  });
});
