/** The parts of the zero test by themselves: fields, discs, relations, branches. */
import fc from "fast-check";
import { all, create } from "mathjs";
import { describe, expect, it } from "vitest";
import { rational } from "../../src/algebra/exact/rational.ts";
import { parse } from "../../src/algebra/index.ts";
import { type Ball, Balls, excludesZero } from "../../src/algebra/zero/ball.ts";
import { Circuit } from "../../src/algebra/zero/circuit.ts";
import { formalVerdict } from "../../src/algebra/zero/is-zero.ts";
import { modInverse, modPow, type PrimeField, randomField, rationalFromResidue } from "../../src/algebra/zero/prime.ts";
import { Relations } from "../../src/algebra/zero/relations.ts";
import { Rng } from "../../src/numeric/random.ts";
import { errorOf, seededRuns } from "./support.ts";

const math = create(all!, { number: "BigNumber", precision: 120, predictable: true });

describe("prime fields", () => {
  const field = randomField(Rng.fromSeed(3), [
    { of: 3n, order: 2n },
    { of: 5n, order: 4n },
  ]);
  const residue = fc.bigInt({ min: 1n, max: field.p - 1n });

  it("have 100 bits, an imaginary unit, √2 and the roots that were asked for", () => {
    expect(field.p.toString(2)).toHaveLength(100);
    expect(modPow(2n, field.p - 1n, field.p)).toBe(1n);
    expect((field.i * field.i) % field.p).toBe(field.p - 1n);
    for (const [of, order] of [
      [2n, 2n],
      [3n, 2n],
      [5n, 4n],
      [7n ** 3n, 3n],
    ] as const) {
      if (order === 3n && field.p % 3n === 1n) continue;
      const root = field.root(of, order, 0)!;
      expect(modPow(root, order, field.p)).toBe(of);
    }
  });

  it("differ from seed to seed and are the same for the same seed", () => {
    expect(randomField(Rng.fromSeed(3), []).p).toBe(randomField(Rng.fromSeed(3), []).p);
    expect(randomField(Rng.fromSeed(4), []).p).not.toBe(randomField(Rng.fromSeed(3), []).p);
  });

  it("find a root exactly of the powers, and every choice of it", () => {
    fc.assert(
      fc.property(residue, fc.constantFrom(2n, 4n, 8n), (x, order) => {
        const y = modPow(x, order, field.p);
        const roots = Array.from({ length: field.choices(order) }, (_, k) => field.root(y, order, k)!);
        expect(new Set(roots).size).toBe(Number(order));
        expect(roots).toContain(x);
        const isSquare = modPow(x, (field.p - 1n) / 2n, field.p) === 1n;
        expect(field.root(x, 2n, 0) !== undefined).toBe(isSquare);
      }),
      seededRuns(40),
    );
  });

  it("invert, and give back the fraction behind a residue", () => {
    fc.assert(
      fc.property(residue, fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (x, n, d) => {
        expect((x * modInverse(x, field.p)) % field.p).toBe(1n);
        const q = rational(n, d);
        expect(rationalFromResidue(field.fromRational(q)!, field.p, 1n << 20n)).toEqual(q);
      }),
      seededRuns(100),
    );
  });

  it("refuse roots that no field has together: √3, i and unique cube roots", () => {
    const wanted = [
      { of: 0n, order: 3n },
      { of: 3n, order: 2n },
    ];
    expect(errorOf((): PrimeField => randomField(Rng.fromSeed(1), wanted)).code).toBe("capability");
  });
});

describe("discs", () => {
  const coarse = new Balls(80);
  const fine = new Balls(420);
  const argument = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 97 }));

  /** Whether the disc of low precision contains the one of high precision. */
  function contains(outer: Ball, inner: Ball): boolean {
    const shift = fine.bits - coarse.bits;
    const [re, im] = [(outer.re << shift) - inner.re, (outer.im << shift) - inner.im];
    const reach = (outer.radius << shift) + inner.radius;
    return re * re + im * im <= reach * reach;
  }

  const functions: readonly (readonly [string, (balls: Balls, z: Ball) => Ball | undefined])[] = [
    ["exp", (b, z) => b.exp(z)],
    ["log", (b, z) => b.log(z)],
    ["erf", (b, z) => b.erf(z)],
    ["1/z", (b, z) => b.invert(z)],
    ["z³/3", (b, z) => b.multiply(b.power(z, 3n)!, b.fromRational(rational(1, 3)))],
    ["exp(i z) exp(z)", (b, z) => b.multiply(b.exp(b.multiply(b.i, z))!, b.exp(z)!)],
    ["log(i z − 1)", (b, z) => b.log(b.add(b.multiply(b.i, z), b.negate(b.one)))],
  ];
  it.each(functions)("of %s contain the value at five times the precision", (_, f) => {
    let compared = 0;
    fc.assert(
      fc.property(argument, ([n, d]) => {
        const q = rational(n, 7 * d);
        const [low, high] = [f(coarse, coarse.fromRational(q)), f(fine, fine.fromRational(q))];
        if (low === undefined || high === undefined) return;
        compared++;
        expect(contains(low, high)).toBe(true);
        expect(high.radius < 1n << (fine.bits / 2n)).toBe(true);
      }),
      seededRuns(60),
    );
    expect(compared).toBeGreaterThan(25);
  });

  it.each([
    ["exp(7/3)", (b: Balls) => b.exp(b.fromRational(rational(7, 3)))],
    ["exp(-40/3)", (b: Balls) => b.exp(b.fromRational(rational(-40, 3)))],
    ["log(7/3)", (b: Balls) => b.log(b.fromRational(rational(7, 3)))],
    ["log(1/1000)", (b: Balls) => b.log(b.fromRational(rational(1, 1000)))],
    ["pi", (b: Balls) => b.pi],
  ])("agree with mathjs on %s to 100 digits", (text, f) => {
    const disc = f(fine)!;
    const value = math.multiply(math.evaluate(text), math.pow(math.bignumber(2), math.bignumber(Number(fine.bits))));
    const error = math.abs(math.subtract(math.bignumber(disc.re.toString()), value));
    const relative = math.divide(error, math.abs(value));
    expect(Number(relative)).toBeLessThan(1e-100);
  });

  it("refuse what they cannot know", () => {
    const aroundZero: Ball = { re: 1n, im: 0n, radius: 2n };
    expect(excludesZero(aroundZero)).toBe(false);
    expect(coarse.invert(aroundZero)).toBeUndefined();
    expect(coarse.log(aroundZero)).toBeUndefined();
    expect(coarse.log({ re: -coarse.one.re, im: 0n, radius: 1n })).toBeUndefined();
    expect(coarse.exp(coarse.fromRational(rational(1000)))).toBeUndefined();
  });

  it("are written with the digits that are proven", () => {
    expect(coarse.toText(coarse.fromRational(rational(-1, 8)))).toBe("-1.2500000000000000000e-1");
    expect(coarse.toText({ re: 3n << 78n, im: 0n, radius: 1n << 70n })).toBe("7.50e-1");
    expect(coarse.toText(coarse.multiply(coarse.i, coarse.fromRational(rational(-2))))).toMatch(/^-2\.0*\*I$/);
    expect(coarse.toText({ re: 3n, im: 0n, radius: 5n })).toBe("0");
  });

  it("has logarithms of numbers beyond the range of doubles", () => {
    const balls = new Balls(960);
    const [argument, large] = [balls.fromRational(rational(250)), balls.exp(balls.fromRational(rational(250)))!];
    const log = balls.log(large)!;
    expect(excludesZero(balls.add(log, balls.negate(argument)))).toBe(false);
    expect(log.radius).toBeLessThan(1n << 960n);
  });
});

describe("relations", () => {
  const circuit = new Circuit();
  const relations = new Relations(circuit, Rng.fromSeed(11));
  const free = (name: string) =>
    circuit.generatorPower(
      circuit.generator(name, () => ({ kind: "symbol", real: true, expression: parse(name, [name]) })),
    );
  const [x, y] = [free("x"), free("y")];
  const plus = (...terms: readonly number[]) => circuit.sum(terms);

  it("find rational combinations, and none where there is none", () => {
    const columns = [x, circuit.power(x, 2n), y];
    const target = plus(circuit.scale(rational(3, 7), x), circuit.scale(rational(-5), y));
    expect(relations.additive(target, columns)).toEqual([rational(3, 7), rational(0), rational(-5)]);
    expect(relations.additive(circuit.power(y, 2n), columns)).toBeUndefined();
    expect(relations.additive(circuit.product([x, y]), columns)).toBeUndefined();
  });

  it("find products of powers with their constant", () => {
    const sum = plus(x, y);
    const twice = plus(
      circuit.scale(rational(6), circuit.power(x, 2n)),
      circuit.scale(rational(6), circuit.product([x, y])),
    );
    expect(relations.multiplicative(twice, [sum, x])).toEqual({ root: 1n, constant: rational(6), exponents: [1n, 1n] });
    expect(relations.multiplicative(sum, [circuit.power(sum, 2n)])?.root).toBe(2n);
    expect(relations.multiplicative(plus(sum, circuit.one), [sum, x, y])).toBeUndefined();
    expect(relations.multiplicative(circuit.scale(rational(-1), sum), [sum])).toBeUndefined();
  });

  it("call nodes equal only if they are", () => {
    const square = circuit.power(plus(x, circuit.one), 2n);
    const expanded = plus(circuit.power(x, 2n), circuit.scale(rational(2), x), circuit.one);
    expect(relations.equal(square, expanded)).toBe(true);
    expect(relations.equal(square, plus(expanded, circuit.number(rational(1n, 10n ** 60n))))).toBe(false);
  });
});

describe("branches", () => {
  it.each([
    ["erf(sqrt((x - 1)^2)) - erf(x - 1)"],
    ["exp(sqrt((x - 1)^2)) - exp(x - 1)"],
    ["log(2 + sqrt((x - 1)^2)) - log(1 + x)"],
    ["exp(y/(1 + sqrt(x^2))) - exp(y/(1 + x))"],
    ["(x^3)^(1/3) - sqrt(x^2*y^2)/y"],
    ["exp(I*(log(1/x) + log(x))) - 1"],
    ["sqrt(x*y) - sqrt(x)*sqrt(y) + I - I*cosh(y)^2 + I*sinh(y)^2"],
    ["abs(1 + I*x) - sqrt((1 + I*x)^2)"],
  ])("are never mixed up, whatever the seed: %s is not formally zero", (text) => {
    for (let seed = 0; seed < 16; seed++) expect(formalVerdict(parse(text, ["x", "y"]), { seed })).not.toBe("zero");
  });
});
